// Which trees join which.
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Follows <c>Tree = typeof(...)</c> from tree to tree, in source and in references.</summary>
internal static class JoinedTrees
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<INamedTypeSymbol, IPropertySymbol>> s_parents = new();

    /// <summary>Whether <paramref name="target"/> is the tree, or one that joins it at any depth.</summary>
    public static bool Reaches(INamedTypeSymbol tree, INamedTypeSymbol target) => Reaches(tree, target, new(SymbolEqualityComparer.Default));

    /// <summary>The first property of the compilation at which the tree joins another.</summary>
    public static IPropertySymbol? ParentOf(INamedTypeSymbol tree, Compilation compilation, CancellationToken cancellation)
    {
        var parents = s_parents.GetValue(compilation, compiled =>
        {
            var found = new Dictionary<INamedTypeSymbol, IPropertySymbol>(SymbolEqualityComparer.Default);
            Collect(compiled.Assembly.GlobalNamespace, found, cancellation);
            return found;
        });
        return parents.TryGetValue(tree, out var parent) ? parent : null;
    }

    private static bool Reaches(INamedTypeSymbol tree, INamedTypeSymbol target, HashSet<INamedTypeSymbol> seen) =>
        SymbolEqualityComparer.Default.Equals(tree, target) || (seen.Add(tree) && Inside(tree).Any(join => Reaches(join.Tree, target, seen)));

    private static void Collect(INamespaceOrTypeSymbol container, Dictionary<INamedTypeSymbol, IPropertySymbol> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type && type.Has(KnownNames.ReserveTree))
            {
                foreach (var (tree, property) in Inside(type))
                {
                    if (!found.ContainsKey(tree))
                        found.Add(tree, property);
                }
            }

            if (member is INamespaceOrTypeSymbol inner)
                Collect(inner, found, cancellation);
        }
    }

    private static IEnumerable<(INamedTypeSymbol Tree, IPropertySymbol Property)> Inside(INamedTypeSymbol type)
    {
        foreach (var member in NodeMembers.Of(type))
        {
            if (member is IPropertySymbol property && JoinedTreeParser.Accepts(property) && property.FindOnly(KnownNames.ReserveNode) is { } attribute
                && new NodeArguments(attribute).Type("Tree") is { } tree)
                yield return (tree, property);
            if (member is INamedTypeSymbol nested && !nested.Has(KnownNames.ReserveTree))
            {
                foreach (var join in Inside(nested))
                    yield return join;
            }
        }
    }
}
