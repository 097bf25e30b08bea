// What the page table knows of one page.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

internal enum PageState : byte
{
    /// <summary>Inside a block whose first page says what it is.</summary>
    Inner = 0,

    /// <summary>First page of a free block.</summary>
    Free,

    /// <summary>First page of an allocated run.</summary>
    Run,

    /// <summary>First page of a slab.</summary>
    Slab,
}

/// <summary>The side record of a page. Nothing of it lies in the page itself, where a stray write could reach it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PageEntry
{
    public const int None = -1;

    /// <summary>Links in the free list of an order, or in a slab cache's list of slabs with room.</summary>
    public int Next;
    public int Previous;

    public PageState State;

    /// <summary>Of a free block: the exponent of its size in pages.</summary>
    public byte Order;

    /// <summary>
    /// The watermark had to be crossed to get this page. A field of its own: the kernel once shared one with the page
    /// index, and a stale index looked like a tag.
    /// </summary>
    public bool Emergency;

    /// <summary>Of a slab: slots in use.</summary>
    public ushort UsedSlots;

    /// <summary>Of a run or slab: its length in pages.</summary>
    public int Pages;

    /// <summary>Of a slab: the number of the cache that owns it.</summary>
    public int Owner;

    /// <summary>Counts the frees of runs that started here, so that a stale <see cref="PageRun"/> is told from a new one.</summary>
    public uint Generation;
}
