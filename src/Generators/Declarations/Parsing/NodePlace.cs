// Rules on where a node is declared.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Finds nodes that no tree leads to. A parser that starts at trees never meets them.</summary>
internal static class NodePlace
{
    /// <summary>Whether the symbol is a node that stands neither in a tree nor in another node.</summary>
    /// <remarks>Of a chain of nodes outside a tree only the outermost is one, so that the mistake is named once.</remarks>
    public static void Check(ISymbol symbol, ProblemList problems)
    {
        if (!symbol.Has(KnownNames.ReserveNode) || symbol.Has(KnownNames.ReserveTree))
            return;

        var outer = symbol.ContainingType;
        if (outer == null)
            problems.AddOnName(ProblemKind.OutsideTree, symbol, symbol.Name, "a node outside a tree", "write [ReserveTree] instead, or nest it in a class that has it");
        else if (!outer.Has(KnownNames.ReserveTree) && !outer.Has(KnownNames.ReserveNode))
            problems.AddOnName(ProblemKind.OutsideTree, symbol, symbol.Name, "a node outside a tree", $"write [ReserveNode] on '{outer.Name}', or [ReserveTree] if that is the root");
    }
}
