// The ordinary memory of a zone: blocks of any size, fast, down to the watermark.
using System.Numerics;
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// The fast paths are here, the rest by theme in the other parts. A fast path knows the thread's cache and nothing else: watermark,
/// entitlement and observer are looked at when a magazine runs empty or full. Thread-safe; a cache is used by its own thread only.
/// </summary>
internal sealed unsafe partial class OrdinaryMemory
{
    private const int Closed = -1;

    private const byte PageClassBin = PageBin.FirstClass + SizeClasses.PageClass;
    private const byte LastClassBin = PageBin.FirstClass + SizeClasses.Count - 1;

    private static long s_zones;

    private readonly PagePool _pool;
    private readonly byte* _bins;
    private readonly nint _secret = FreeMark.NewSecret();
    private readonly DepotTotals _totals = new();
    private readonly MagazineStore _magazines;
    private readonly bool _threadCaches;
    private readonly bool _growable;
    private readonly long _slackPages;
    private readonly long _depotFloorBytes;

    // By bin; those that are no size class have none.
    private readonly Depot[] _depots = new Depot[LastClassBin + 1];

    // Of this zone, and Closed once it is disposed. No cache and no thread's record carries the number of another zone.
    private long _number = Interlocked.Increment(ref s_zones);

    public OrdinaryMemory(PagePool pool, bool threadCaches)
    {
        const long MostMagazineBytes = 64 << 10;
        const long MostSlackPages = 64;
        const long MostFloorBytes = 8 << 20;
        const int FewestSlots = 2;

        _pool = pool;
        _bins = pool.Table.Bins;
        _threadCaches = threadCaches;
        _growable = pool.MaxPages > pool.TotalPages;
        _magazines = new MagazineStore(pool, _secret);
        var maxBytes = pool.MaxPages * PageArithmetic.PageBytes;
        _slackPages = Math.Min(MostSlackPages, pool.MaxPages / 64);
        _depotFloorBytes = Math.Min(MostFloorBytes, maxBytes / 16);
        for (var index = 0; index < SizeClasses.Count; index++)
        {
            var bin = (byte)(PageBin.FirstClass + index);
            var bytes = SizeClasses.Bytes(index);
            SlotSource source = index < SizeClasses.PageClass
                ? new SlabSlots(pool, bin, _secret, bytes, SizeClasses.SlabPages(index))
                : new RunSlots(pool, bin, _secret, SizeClasses.SlabPages(index));
            var capacity = Math.Clamp(Math.Min(MostMagazineBytes, maxBytes / 512) / bytes, FewestSlots, Magazine.MostSlots);
            _depots[bin] = new Depot(source, _totals, _secret, (int)capacity);
        }
    }

    /// <summary>What keeps the books apart from the pages: tables, caches of threads, magazines.</summary>
    public long MetadataBytes =>
        _pool.Table.CommittedBytes + (Volatile.Read(ref _cacheCount) * (long)ThreadCache.Bytes) + _magazines.Bytes;

    /// <summary>The bin of a request of 1 byte to the largest class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint BinOf(int bytes)
    {
        if (bytes > PageArithmetic.PageBytes)
            return (uint)(PageClassBin + ((bytes - 1) / PageArithmetic.PageBytes));

        // SizeClasses.IndexOf without branches.
        var last = (uint)bytes - 1;
        var log = BitOperations.Log2(last | 64);
        return (uint)((4 * log) - 24 + PageBin.FirstClass) + (last >> (log - 2));
    }

    /// <summary>
    /// Allocates 1 to 2 MiB; 0 when only the reserves' pages are left or no run is long enough. Static, as the freeing is: an instance would be
    /// held against null at every call, for the slow paths alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Allocate(OrdinaryMemory memory, ThreadCache* cache, int bytes)
    {
        if ((uint)(bytes - 1) >= PageArithmetic.PageBytes)
            return memory.AllocateLarge(cache, bytes);
        var bin = ThreadCache.BinFor(cache, bytes);
        var top = bin->Top;
        if (top == bin->Bottom)
            return memory.AllocateSlow(cache, bytes);
        bin->Top = --top;
        var slot = *top;
        FreeMark.Clear(slot);
        return slot;
    }

    /// <summary>
    /// Frees what <see cref="Allocate"/> returned; throws, and changes nothing, when that is not in use, or is in a bin below the least
    /// that the caller knows it must be in.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Free(OrdinaryMemory memory, ThreadCache* cache, nint address, nuint leastBin = 0)
    {
        var page = (nuint)(address - cache->Start) >> PageArithmetic.PageShift;
        if (page >= cache->Pages)
        {
            memory.FreeSlow(cache, address, leastBin);
            return;
        }

        nuint number = cache->PageBins[page];
        var bin = ThreadCache.Bin(cache, number);
        var top = bin->Top;
        if (top == bin->Limit
            || number < leastBin
            || ((uint)address & bin->OffsetMask) * bin->Factor >= bin->Factor
            || FreeMark.IsSet(address, cache->Secret))
        {
            memory.FreeSlow(cache, address, leastBin);
            return;
        }

        FreeMark.Set(address, cache->Secret);
        *top = address;
        bin->Top = top + 1;
    }

    /// <summary>The cache of the current thread; one without capacity where it can have none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ThreadCache* CurrentCache() =>
        RecentCache.Zone == _number ? RecentCache.Cache : FindCurrentCache();

    /// <summary>Whether so little is free above the watermark that nothing more is to be kept in caches.</summary>
    private bool IsLow => _pool.FreePages - _pool.WatermarkPages <= _slackPages;

    private bool IsClosed => Volatile.Read(ref _number) == Closed;

    private static bool IsClass(byte bin) => bin is >= PageBin.FirstClass and <= LastClassBin;

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, typeof(Zone));
}
