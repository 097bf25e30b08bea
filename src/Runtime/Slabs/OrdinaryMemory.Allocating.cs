// Allocation when the thread's magazine is empty.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    /// <summary>As <see cref="Allocate"/>, but the zone grows only where it may: not for the entitled, since that calls the system.</summary>
    public nint AllocateWithin(ThreadCache* cache, int bytes, bool mayGrow)
    {
        if (bytes > SizeClasses.LargestBytes)
            return AllocateBlock(cache, bytes, mayGrow);
        var bin = ThreadCache.Bin(cache, BinOf(bytes));
        return bin->Top == bin->Bottom ? AllocateSlow(cache, bytes, mayGrow) : Pop(bin);
    }

    /// <summary>Takes pages that lie side by side, for a request of that many bytes.</summary>
    public bool TryTakeRun(ThreadCache* cache, long bytes, byte bin, out PageRun run, bool mayGrow = true)
    {
        ThrowIfClosed();
        var pages = (int)PageArithmetic.PagesFor(bytes);
        run = default;
        if (_observer is { } observer && !observer.Admit(bytes))
            return false;
        var total = _pool.TotalPages;
        var taken = _pool.TryTake(pages, out run, bin);
        if (!taken && IsAnythingToTrim(cache))
        {
            Trim(cache);
            taken = _pool.TryTake(pages, out run, bin);
        }

        while (!taken && mayGrow && TryGrow(pages, ref total))
            taken = _pool.TryTake(pages, out run, bin);
        if (taken)
            _observer?.Allocated(run.Address, bytes, charged: null);
        return taken;
    }

    private static nint Pop(CacheBin* bin)
    {
        var slot = *--bin->Top;
        FreeMark.Clear(slot);
        return slot;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint AllocateLarge(ThreadCache* cache, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, ObjectEstimate.LargestObjectBytes);
        return AllocateWithin(cache, bytes, mayGrow: true);
    }

    private nint AllocateBlock(ThreadCache* cache, int bytes, bool mayGrow) =>
        TryTakeRun(cache, bytes, PageBin.Block, out var run, mayGrow) ? run.Address : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint AllocateSlow(ThreadCache* cache, int bytes, bool mayGrow = true)
    {
        ThrowIfClosed();
        if (_observer is { } observer)
            return AllocateObserved(observer, cache, bytes, mayGrow);
        var bin = BinOf(bytes);
        if (IsHopeless(cache, bin, mayGrow))
            return 0;
        return cache->Zone == _number && TryRefill(cache, bin) ? Pop(ThreadCache.Bin(cache, bin)) : AllocateUncached(cache, bin, mayGrow);
    }

    /// <summary>Gets slots into an empty bin: from its other magazine, from the depot, from the slabs.</summary>
    private bool TryRefill(ThreadCache* cache, nuint number)
    {
        var bin = ThreadCache.Bin(cache, number);
        var depot = _depots[number];
        if (bin->Loaded != null)
        {
            bin->Settle();
            var previous = bin->Previous;
            if (previous != null && previous->Count > 0)
            {
                bin->Previous = bin->Loaded;
                bin->Load(previous, depot.Capacity);
                return true;
            }
        }

        if (IsLow)
        {
            Unload(cache, number);
            return false;
        }

        var full = depot.TakeFull(bin->Previous);
        if (full != null)
        {
            bin->Previous = bin->Loaded;
            Load(cache, number, full);
            return true;
        }

        if (bin->Loaded == null)
        {
            var empty = _magazines.Take();
            if (empty == null)
                return false;
            Load(cache, number, empty);
        }

        bin->Top += depot.Take(bin->Bottom, Math.Max(1, depot.Capacity / 2));
        return bin->Top > bin->Bottom;
    }

    private void Load(ThreadCache* cache, nuint number, Magazine* magazine)
    {
        var bin = ThreadCache.Bin(cache, number);
        if (bin->Loaded == null)
            cache->LoadedBins++;
        bin->Load(magazine, _depots[number].Capacity);
    }

    private nint AllocateUncached(ThreadCache* cache, nuint bin, bool mayGrow)
    {
        nint slot;
        var depot = _depots[bin];
        var total = _pool.TotalPages;
        var found = ((depot.HasRoom || _pool.FreePages > _pool.WatermarkPages) && depot.Take(&slot, 1) == 1)
            || TryTakeUnderPressure(cache, bin, mayGrow, total, &slot);
        if (!found)
            return 0;
        FreeMark.Clear(slot);
        return slot;
    }
}
