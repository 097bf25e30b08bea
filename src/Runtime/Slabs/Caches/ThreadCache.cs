// The free slots that a thread keeps of a zone.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// A header, padded to 128 bytes, a table from sizes to bins, and a <see cref="CacheBin"/> for every value of <see cref="PageTable.Bins"/>; those
/// that are no size class never get a magazine. In native memory that stays where it is as long as its thread lives, even if the zone is gone, since handles on
/// the thread's stack point to it. Used by its thread alone; by others only once that thread is dead or its zone is disposed.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ThreadCache
{
    public const int Bytes = BinsOffset + (PageBin.Count * CacheBin.Bytes);

    // One entry for every 16 bytes of a request of up to a page. In the cache, as a static table would cost a load more to find it.
    private const int TableOffset = 128;
    private const int TableGrain = 16;
    private const int TableEntries = PageArithmetic.PageBytes / TableGrain;
    private const int BinsOffset = TableOffset + (TableEntries * sizeof(ushort));

    /// <summary>The zone's pages as a free needs them. <see cref="Pages"/> lags behind when the zone grows, and is 0 without a zone.</summary>
    public nint Start;
    public byte* PageBins;
    public nuint Pages;
    public nint Secret;

    /// <summary>The zone's number, which no other zone gets; 0 when the cache belongs to none.</summary>
    public long Zone;

    /// <summary>The thread's number in <see cref="ThreadRegistry"/>.</summary>
    public int Thread;

    /// <summary>Bins with a magazine.</summary>
    public int LoadedBins;

    /// <summary>Allocations that failed with nothing to trim.</summary>
    public uint HopelessCalls;

    public ThreadCache* NextOfZone;
    public ThreadCache* NextOfThread;

    /// <summary>Memory for a cache of no zone; it cannot be had when that throws <see cref="OutOfMemoryException"/>.</summary>
    public static ThreadCache* New()
    {
        var cache = (ThreadCache*)NativeMemory.AlignedAlloc(Bytes, 128);
        NativeMemory.Clear(cache, Bytes);
        for (var entry = 0; entry < TableEntries; entry++)
        {
            var bin = (nuint)(PageBin.FirstClass + SizeClasses.IndexOf((entry + 1) * TableGrain));
            Table(cache)[entry] = (ushort)((byte*)Bin(cache, bin) - (byte*)cache);
        }

        return cache;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CacheBin* Bin(ThreadCache* cache, nuint bin) => (CacheBin*)((byte*)cache + BinsOffset) + bin;

    /// <summary>The bin of a request of 1 to 4096 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CacheBin* BinFor(ThreadCache* cache, int bytes) =>
        (CacheBin*)((byte*)cache + Table(cache)[((uint)bytes - 1) / TableGrain]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort* Table(ThreadCache* cache) => (ushort*)((byte*)cache + TableOffset);
}
