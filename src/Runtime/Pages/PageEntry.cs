// What the page table knows of the first page of a block.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// Sixteen bytes a page, of which a block of several pages uses those of its first. What the last eight mean depends on what
/// the block is, and <see cref="PageTable.Bins"/> says what it is.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct PageEntry
{
    public const int None = -1;

    /// <summary>Links in the free list of an order, or in a list of slabs with room.</summary>
    [FieldOffset(0)]
    public int Next;

    [FieldOffset(4)]
    public int Previous;

    /// <summary>Of a reserve's slab of at most 64 slots: which of them are used. Of a slab with more: how many.</summary>
    [FieldOffset(8)]
    public ulong UsedSlots;

    /// <summary>Of an ordinary slab: one more than the number of its first free slot; 0 for none.</summary>
    [FieldOffset(8)]
    public ushort FirstFree;

    /// <summary>Of an ordinary slab: slots that are not in it, be they in use or in a thread's cache.</summary>
    [FieldOffset(10)]
    public ushort Taken;

    /// <summary>Of an ordinary slab: the list it is in, by how full it is.</summary>
    [FieldOffset(14)]
    public byte Fullness;

    /// <summary>Of a run: its length in pages.</summary>
    [FieldOffset(8)]
    public int Pages;

    /// <summary>Of a run: differs for every run that a pool hands out, so that a stale <see cref="PageRun"/> is told from a new one.</summary>
    [FieldOffset(12)]
    public uint Stamp;
}
