// Finds what a context may charge: every reserve at and below the nodes that it names.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Walks over symbols, so that trees of referenced assemblies are read like those of this one. What the generator emits into a charged
/// class is there in a reference only, so its <c>Reserve</c> is worked out from the shares in both.
/// </summary>
internal static class ReachableReserves
{
    private const string Separator = " / ";

    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>In the order of the nodes and of their declaration, each once.</summary>
    public static IReadOnlyList<ReachableReserve> Below(IEnumerable<INamedTypeSymbol> nodes, CancellationToken cancellation)
    {
        var found = new List<ReachableReserve>();
        foreach (var node in nodes)
            AddClass(node, Place(node.ContainingType), found, cancellation);
        return [.. found.GroupBy(static reserve => reserve.Reserve.Expression).Select(static same => same.First())];
    }

    private static void AddClass(INamedTypeSymbol type, string place, List<ReachableReserve> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type.Find(KnownNames.ReserveNode) is { } attribute && new NodeArguments(attribute).ChargeHere)
        {
            AddCharged(type, place, found);
            return;
        }

        foreach (var member in NodeMembers.Of(type))
        {
            if (member is INamedTypeSymbol nested)
                AddClass(nested, Join(place, type), found, cancellation);
            else if (member is IPropertySymbol property && MemberType.Of(property.Type) is { Kind: NodeKind.Reserve } kind)
                found.Add(Reserve(property, property.Type.ToDisplayString(s_type), Expression(type) + "." + TypePaths.Identifier(property), Join(place, type), kind.Unit, Amount(property, kind.Unit), property.Type));
        }
    }

    /// <summary>The reserve of a charged class, or <see langword="null"/> where it has no share.</summary>
    public static ReachableReserve? OfCharged(INamedTypeSymbol type)
    {
        var found = new List<ReachableReserve>();
        AddCharged(type, "", found);
        return found.FirstOrDefault();
    }

    private static void AddCharged(INamedTypeSymbol type, string place, List<ReachableReserve> found)
    {
        var shares = NodeMembers.Of(type).OfType<IPropertySymbol>().Where(static property => MemberType.Of(property.Type) is { Kind: NodeKind.Share }).ToList();
        if (shares.Count == 0)
            return;
        var unit = MemberType.Of(shares[0].Type)!.Value.Unit;
        var reserve = unit switch
        {
            Unit.Pages => "global::MemallocKit.PageReserve",
            Unit.Bytes => "global::MemallocKit.ByteReserve",
            _ => $"global::MemallocKit.ObjectReserve<{((INamedTypeSymbol)shares[0].Type).TypeArguments[0].ToDisplayString(s_type)}>",
        };
        var amount = shares.Aggregate(0L, (sum, share) => PageArithmetic.Add(sum, Amount(share, unit)));
        found.Add(Reserve(type, reserve, Expression(type) + ".Reserve", place, unit, amount, unit == Unit.Objects ? MostAccessible(shares) : type));
    }

    // As accessible as the emitted property: see ClassParser.
    private static ISymbol MostAccessible(List<IPropertySymbol> shares) => shares.OrderByDescending(static share => share.DeclaredAccessibility).First();

    private static ReachableReserve Reserve(
        ISymbol symbol, string type, string expression, string place, Unit unit, long amount, ISymbol restricted) =>
        new(symbol, [symbol, restricted, .. Items(restricted)], new ContextReserve("", "", type, expression, NameOf(symbol), place, unit, amount));

    private static IEnumerable<ISymbol> Items(ISymbol restricted) => restricted switch
    {
        INamedTypeSymbol type => type.TypeArguments,
        IPropertySymbol { Type: INamedTypeSymbol type } => type.TypeArguments,
        _ => [],
    };

    private static long Amount(IPropertySymbol property, Unit unit) =>
        property.Find(KnownNames.ReserveNode) is { } attribute ? new NodeArguments(attribute).Number(unit.AmountArgument()) ?? 0 : 0;

    private static string Place(INamedTypeSymbol? type) =>
        type == null || !(type.Has(KnownNames.ReserveNode) || type.Has(KnownNames.ReserveTree)) ? "" : Join(Place(type.Has(KnownNames.ReserveTree) ? null : type.ContainingType), type);

    private static string Join(string place, INamedTypeSymbol type) => place.Length == 0 ? NameOf(type) : place + Separator + NameOf(type);

    private static string NameOf(ISymbol symbol) =>
        (symbol.Find(KnownNames.ReserveTree) ?? symbol.Find(KnownNames.ReserveNode)) is { } attribute && new NodeArguments(attribute).Name is { } name ? name : symbol.Name;

    private static string Expression(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
