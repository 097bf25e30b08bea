// What is tried before an allocation gives up, and how memory leaves the caches.
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    // Looking whether a thread is alive costs a few nanoseconds a thread, and those who have a reserve come by at every rent.
    private const uint CallsPerLookForDeadThreads = 64;

    /// <summary>
    /// Gives back what the thread keeps, what the depots hold and what dead threads left. Memory that other threads keep stays with
    /// them until they run out of it or hold too much.
    /// </summary>
    public void Trim(ThreadCache* cache)
    {
        Flush(cache);
        ReclaimDeadThreads();
        for (var bin = PageBin.FirstClass; bin <= LastClassBin; bin++)
            _depots[bin].Trim(_magazines);
    }

    /// <summary>
    /// The last resorts, in the order of what they cost others: own cache, depots and dead threads' caches; a whole page for less than one,
    /// when pages are free but no slab's worth of them lies side by side; a larger zone than the one of that many pages that had nothing.
    /// </summary>
    private bool TryTakeUnderPressure(ThreadCache* cache, nuint bin, bool mayGrow, long total, nint* slot)
    {
        var depot = _depots[bin];
        if (IsAnythingToTrim(cache))
        {
            Trim(cache);
            if (depot.Take(slot, 1) == 1)
                return true;
        }

        if (bin < PageClassBin && _pool.FreePages > _pool.WatermarkPages && _depots[PageClassBin].Take(slot, 1) == 1)
            return true;
        while (mayGrow && TryGrow(depot.BlockPages, ref total))
        {
            if (depot.Take(slot, 1) == 1)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether nothing can be tried for a bin, told by a few reads and no lock: the entitled come by here before each use of a reserve.
    /// </summary>
    private bool IsHopeless(ThreadCache* cache, nuint bin, bool mayGrow) =>
        cache->LoadedBins == 0 && _pool.FreePages <= _pool.WatermarkPages && !_depots[bin].HasRoom && !(mayGrow && CanGrow) && !IsAnythingToTrim(cache);

    private bool IsAnythingToTrim(ThreadCache* cache) =>
        cache->LoadedBins > 0 || _totals.Magazines > 0 || (HasOtherThreads(cache) && cache->HopelessCalls++ % CallsPerLookForDeadThreads == 0 && HasDeadThreads());

    private bool CanGrow => _growable && _pool.TotalPages < _pool.MaxPages;

    /// <summary>
    /// Whether the zone has more pages than when nothing was found, which is worth another try. Another thread may have seen to that, as far as
    /// the maximum, while this one looked or waited to do it.
    /// </summary>
    private bool TryGrow(int pages, ref long total)
    {
        if (total == _pool.TotalPages && CanGrow && ThreadRecord.Current.Context == 0)
            _pool.TryGrow(pages);
        var before = total;
        total = _pool.TotalPages;
        return total > before;
    }

    private void Flush(ThreadCache* cache)
    {
        for (nuint bin = PageBin.FirstClass; bin <= LastClassBin && cache->LoadedBins > 0; bin++)
            Unload(cache, bin);
    }

    /// <summary>Leaves a bin without magazines, so that its frees go past the cache.</summary>
    private void Unload(ThreadCache* cache, nuint number)
    {
        var bin = ThreadCache.Bin(cache, number);
        if (bin->Loaded == null)
            return;
        bin->Settle();
        var (loaded, previous) = ((nint)bin->Loaded, (nint)bin->Previous);
        bin->Clear();
        cache->LoadedBins--;
        Discard(number, (Magazine*)loaded);
        Discard(number, (Magazine*)previous);
    }

    private void Discard(nuint bin, Magazine* magazine)
    {
        if (magazine == null)
            return;
        _depots[bin].Flush(magazine);
        _magazines.Put(magazine);
    }
}
