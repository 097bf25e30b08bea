// What a report says of a node.
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>Figures of one node, read one after the other: charges go on meanwhile.</summary>
internal readonly ref struct ReserveFigures
{
    public ReserveFigures(ReserveNode node)
    {
        Id = node.Id;
        ParentId = node.Parent?.Id ?? 0;
        Name = node.Name;
        Unit = UnitName(node.Unit);
        Pages = node.Pages;
        Usage = node.Usage;
        Limit = node.Limit;

        // The peak follows a charge a moment later; nobody is to see a usage above it.
        Peak = Math.Max(node.Peak, Usage);
        Connected = node.IsConnected ? "true"u8 : "false"u8;
    }

    public long Id { get; }

    /// <summary>0 for a root.</summary>
    public long ParentId { get; }

    public string Name { get; }

    public ReadOnlySpan<byte> Unit { get; }

    public long Pages { get; }

    public long Usage { get; }

    public long Limit { get; }

    public long Peak { get; }

    public ReadOnlySpan<byte> Connected { get; }

    private static ReadOnlySpan<byte> UnitName(ReserveUnit unit) => unit switch
    {
        ReserveUnit.Page => "page"u8,
        ReserveUnit.Byte => "byte"u8,
        ReserveUnit.Object => "object"u8,
        _ => "mixed"u8,
    };
}
