// The free slots that a thread keeps of a zone.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// A header, padded to 128 bytes, and a <see cref="CacheBin"/> for every value of <see cref="PageTable.Bins"/>; those that are no size class
/// never get a magazine. In native memory that stays where it is as long as its thread lives, even if the zone is gone, since handles on
/// the thread's stack point to it. Used by its thread alone; by others only once that thread is dead or its zone is disposed.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ThreadCache
{
    public const int Bytes = HeaderBytes + (PageBin.Count * CacheBin.Bytes);

    private const int HeaderBytes = 128;

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

    /// <summary>The bin of a request of 1 to 4096 bytes: <see cref="Estimation.SizeClasses.IndexOf"/> without branches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint BinOf(int bytes)
    {
        var last = (uint)bytes - 1;
        var log = BitOperations.Log2(last | 64);
        return (uint)((4 * log) - 24 + PageBin.FirstClass) + (last >> (log - 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CacheBin* Bin(ThreadCache* cache, nuint bin) => (CacheBin*)((byte*)cache + HeaderBytes) + bin;
}
