// What the pager knows of one page.
namespace MemallocKit.Swap;

[Flags]
internal enum SwapPageFlags : byte
{
    None = 0,

    /// <summary>Somebody has a handle to it.</summary>
    Allocated = 1 << 0,

    /// <summary>Its only content is in its frame.</summary>
    Dirty = 1 << 1,

    /// <summary>Used since the clock hand came by.</summary>
    Referenced = 1 << 2,

    /// <summary>Its frame is being filled; the one who does that holds a pin.</summary>
    Reading = 1 << 3,

    /// <summary>Its content is on the way to the device.</summary>
    Writing = 1 << 4,

    /// <summary>Pinned for writing while <see cref="Writing"/>: what arrives at the device is out of date.</summary>
    Redirtied = 1 << 5,

    /// <summary>Freed while <see cref="Writing"/>: the reclaimer releases it when the device has answered.</summary>
    Doomed = 1 << 6,
}

/// <summary>
/// The record of a page. Its content is in exactly one of three places: in the frame alone (dirty; no slot), on the device
/// (a slot; perhaps a frame with the same bytes), or nowhere (no slot, not dirty: it reads as zeros).
/// </summary>
internal struct SwapPage
{
    public const int None = -1;

    /// <summary>Where it is in memory, or <see cref="None"/>.</summary>
    public int Frame;

    /// <summary>Where it is on the device, or <see cref="None"/>. A dirty page has none.</summary>
    public int Slot;

    /// <summary>A pinned page keeps its frame.</summary>
    public int Pins;

    /// <summary>Counts the frees of this index, so that a stale handle is told from a new one.</summary>
    public uint Generation;

    public SwapPageFlags Flags;

    [Memalloc]
    public readonly bool Has(SwapPageFlags flags) => (Flags & flags) != 0;

    [Memalloc]
    public void Set(SwapPageFlags flags) => Flags |= flags;

    [Memalloc]
    public void Clear(SwapPageFlags flags) => Flags &= ~flags;
}
