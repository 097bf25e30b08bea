// What the attribute on a tree says, of whichever assembly the tree is.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads <c>[ReserveTree]</c> of a tree that is known to have it.</summary>
internal static class ReserveTrees
{
    public static string NameOf(INamedTypeSymbol tree) => Arguments(tree)?.Name ?? tree.Name;

    public static (EstimateModel Model, long Processors) EstimateOf(INamedTypeSymbol tree)
    {
        var arguments = Arguments(tree);
        return ((EstimateModel)(arguments?.Number("Model") ?? (long)EstimateModel.UpperBound), arguments?.Number("Processors") ?? 1);
    }

    private static NodeArguments? Arguments(INamedTypeSymbol tree) => tree.Find(KnownNames.ReserveTree) is { } attribute ? new NodeArguments(attribute) : null;
}
