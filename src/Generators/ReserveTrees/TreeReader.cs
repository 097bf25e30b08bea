// From the declarations of a compilation to the models of its trees.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>The trees of a project, and the reserve properties that none of them completes.</summary>
internal sealed record TreeReading(EquatableArray<TreeModel> Trees, EquatableArray<UnfinishedProperty> Unfinished);

/// <summary>Reads all trees of a compilation.</summary>
internal static class TreeReader
{
    public static TreeReading Read(Reading reading)
    {
        var trees = ImmutableArray.CreateBuilder<TreeModel>();
        var finished = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in reading.Types<ClassDeclarationSyntax>(Marks.Tree))
        {
            if (type.Has(KnownNames.ReserveTree) && TreeParser.Parse(type, reading.Compilation, reading.Cancellation).Model is { } tree)
            {
                trees.Add(tree);
                finished.Add(type);
            }
        }

        return new(new(trees.ToImmutable()), new(Unfinished(reading, finished)));
    }

    private static ImmutableArray<UnfinishedProperty> Unfinished(Reading reading, HashSet<INamedTypeSymbol> finished)
    {
        var properties = ImmutableArray.CreateBuilder<UnfinishedProperty>();
        foreach (var part in reading.Files.Marked(Marks.Node).OfType<PropertyDeclarationSyntax>().GroupBy(property => property.Parent))
        {
            // A declaration in a place where there can be none has no type around it.
            if (part.Key is not TypeDeclarationSyntax declaration || reading.Symbol(declaration) is not INamedTypeSymbol type)
                continue;
            var tree = TreeAround(type);
            if (tree != null && finished.Contains(tree))
                continue;
            foreach (var syntax in part)
            {
                if (reading.Symbol(syntax) is IPropertySymbol property && property.Has(KnownNames.ReserveNode) && UnfinishedProperty.Of(property, syntax, tree) is { } unfinished)
                    properties.Add(unfinished);
            }
        }

        return properties.ToImmutable();
    }

    private static INamedTypeSymbol? TreeAround(INamedTypeSymbol type)
    {
        var root = type;
        while (!root.Has(KnownNames.ReserveTree) && root.Has(KnownNames.ReserveNode) && root.ContainingType is { } outer)
            root = outer;
        return root.Has(KnownNames.ReserveTree) ? root : null;
    }
}
