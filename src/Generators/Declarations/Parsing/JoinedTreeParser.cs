// From a property of type ReserveGroup to its node: the root of another tree, which joins this one.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads the place at which a tree, most often of a library, joins the one that is being read.</summary>
internal static class JoinedTreeParser
{
    private const string Argument = "Tree";

    private static readonly string[] s_otherArguments = [.. Units.AmountArguments, "RunPages", "Largest"];

    public static bool Accepts(IPropertySymbol property) =>
        property.Type is INamedTypeSymbol { MetadataName: "ReserveGroup" } type && type.IsCalled(KnownNames.Namespace, "ReserveGroup");

    public static NodeModel? Parse(IPropertySymbol property, NodeArguments arguments, ParseScope scope)
    {
        if (!arguments.Has(Argument))
        {
            scope.Problems.AddOnAttribute(
                ProblemKind.JoinedTree, property, arguments.Attribute, property.Name,
                "it names no tree; write 'Tree = typeof(...)', or declare a nested class to group reserves");
            return null;
        }

        foreach (var argument in s_otherArguments)
            scope.Problems.AddIfHas(property, arguments, argument, "the tree that joins has its own amounts");
        if (arguments.Name != null)
            scope.Problems.AddOnArgument(ProblemKind.NoEffect, property, arguments.Attribute, 0, "name", property.Name, "the tree that joins has its own name");
        if (arguments.Type(Argument) is { TypeKind: TypeKind.Error })
        {
            scope.Problems.AddCompilerError(property);
            return null;
        }

        var tree = arguments.Type(Argument);
        if (Refusal(property, tree, scope) is { } refusal)
        {
            scope.Problems.AddOnArgument(ProblemKind.JoinedTree, property, arguments.Attribute, Argument, property.Name, refusal);
            return null;
        }

        if (!TryReadPages(tree!, scope, out var pages))
        {
            scope.Problems.AddCompilerError(property);
            return null;
        }

        if (scope.RequireConstantEstimates && pages == null)
        {
            var advice = SymbolEqualityComparer.Default.Equals(tree!.ContainingAssembly, scope.Compilation.Assembly)
                ? $"objects in it are not; write RequireConstantEstimates on '{tree.Name}' too"
                : $"it is declared in the assembly '{tree.ContainingAssembly.Name}', which can change without this one being built again; connect it by itself";
            scope.Problems.AddOnArgument(ProblemKind.UnknownSize, property, arguments.Attribute, Argument, property.Name, tree.Name, advice);
            return null;
        }

        var item = new ItemModel(tree!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), tree.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), null, null);
        scope.UseWarnings.UnionWith(UseWarnings.Of(tree));
        return new NodeModel(
            NodeKind.Tree, Unit.Pages, TypePaths.Identifier(property), ReserveTrees.NameOf(tree), property.ModifiersWithoutPartial(),
            property.IsDocumented(), 0, 0, 0, item, pages, default);
    }

    private static string? Refusal(IPropertySymbol property, INamedTypeSymbol? tree, ParseScope scope)
    {
        if (tree == null || !tree.Has(KnownNames.ReserveTree))
            return $"'{tree?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null"}' is not a class with [ReserveTree]; name one";
        if (!scope.Compilation.IsSymbolAccessibleWithin(tree, scope.Tree))
            return $"'{scope.Tree.Name}' cannot reach '{tree.Name}'; make it at least internal, or public if it is in another assembly";
        if (JoinedTrees.Reaches(tree, scope.Tree))
            return $"'{scope.Tree.Name}' is in '{tree.Name}' already, and would be inside itself; remove one of the two";
        if (JoinedTrees.ParentOf(tree, scope.Compilation, scope.Cancellation) is { } other && !SymbolEqualityComparer.Default.Equals(other, property))
            return $"'{tree.Name}' joins at '{other.ContainingType.Name}.{other.Name}' already, and has one parent; remove one of the two";
        return ReserveTrees.EstimateOf(tree) is var estimate && estimate != (scope.Model, scope.Processors)
            ? $"'{tree.Name}' is estimated by {estimate.Model} for {estimate.Processors}, '{scope.Tree.Name}' by {scope.Model} for {scope.Processors} processors, so that their pages do not add up; give both the same Model and Processors"
            : null;
    }

    // Of a tree in another assembly the pages are asked for at run time: its constant would be compiled into this assembly, and be wrong as soon as only the
    // other is built anew.
    private static bool TryReadPages(INamedTypeSymbol tree, ParseScope scope, out long? pages)
    {
        pages = null;
        if (!SymbolEqualityComparer.Default.Equals(tree.ContainingAssembly, scope.Compilation.Assembly))
            return !tree.GetMembers("Node").IsEmpty;
        var model = TreeParser.Parse(tree, scope.Compilation, scope.Cancellation).Model;
        pages = model?.Root.Pages;
        return model != null;
    }
}
