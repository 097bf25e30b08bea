// The values of the byte that says what a page is.
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// A page's bin is the bin of a thread's cache that its memory is freed into. Pages whose memory is not freed that way have
/// bins of no capacity, so that the free takes its slow path without a test of its own, and finds out there.
/// </summary>
internal static class PageBin
{
    /// <summary>How many there are; the size of the tables that they index.</summary>
    public const int Count = 64;

    /// <summary>No block starts here: the inside of a run or of a free block.</summary>
    public const byte None = 0;

    /// <summary>First bin of the size classes of ordinary slabs and small runs; they go up to <see cref="FirstFree"/>.</summary>
    public const byte FirstClass = 1;

    /// <summary>First page of a free block of one page; the bins after it, of 2, 4, 8 … pages.</summary>
    public const byte FirstFree = Magazine - PageArithmetic.MaxRunOrder - 1;

    /// <summary>A page of the magazines of thread caches.</summary>
    public const byte Magazine = Block - 1;

    /// <summary>First page of a block larger than the size classes, which is freed by its address.</summary>
    public const byte Block = Run - 1;

    /// <summary>First page of a run that is freed by its handle.</summary>
    public const byte Run = EmergencySlab - 1;

    /// <summary>A page of a slab that belongs to a reserve.</summary>
    public const byte EmergencySlab = Count - 1;
}
