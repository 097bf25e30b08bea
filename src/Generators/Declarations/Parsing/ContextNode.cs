// A class that a context names.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>A node class, of this compilation or of a reference, and the emitted member that gives its node.</summary>
internal sealed class ContextNode
{
    private const string ChargedMember = "Reserve";

    private readonly string _member;

    private ContextNode(INamedTypeSymbol type, string member)
    {
        Type = type;
        _member = member;
    }

    public INamedTypeSymbol Type { get; }

    public string Expression => $"{Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{_member}";

    private bool IsCharged => _member == ChargedMember;

    /// <summary>
    /// Whether a context can reach the emitted member. That of a charged class is as accessible as the shares are, since it names the type of
    /// their items too; of another assembly only what is accessible is there.
    /// </summary>
    public bool IsVisible(INamedTypeSymbol context, Compilation compilation) =>
        !IsCharged
        || (SymbolEqualityComparer.Default.Equals(Type.ContainingAssembly, compilation.Assembly)
            ? ReachableReserves.OfCharged(Type) is not { } reserve || reserve.Restricted.All(symbol => compilation.IsSymbolAccessibleWithin(symbol, context))
            : Type.GetMembers(_member).Any(member => compilation.IsSymbolAccessibleWithin(member, context)));

    public static ContextNode? Find(INamedTypeSymbol? type)
    {
        if (type is not { TypeKind: TypeKind.Class })
            return null;
        if (type.Find(KnownNames.ReserveNode) is { } node)
            return new ContextNode(type, new NodeArguments(node).ChargeHere ? ChargedMember : "Node");
        return type.Has(KnownNames.ReserveTree) ? new ContextNode(type, "Node") : null;
    }

    /// <summary>
    /// Whether the emitted member exists, or will. In this compilation that hangs on the whole tree: of an invalid one
    /// nothing is emitted, and a context that used it would only add errors to those of the tree.
    /// </summary>
    public bool IsUsable(Compilation compilation, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(Type.ContainingAssembly, compilation.Assembly))
            return IsCharged || !Type.GetMembers(_member).IsEmpty;

        var tree = Type;
        while (tree != null && !tree.Has(KnownNames.ReserveTree))
            tree = tree.ContainingType;
        return tree != null && TreeParser.Parse(tree, compilation, cancellation).Model != null;
    }
}
