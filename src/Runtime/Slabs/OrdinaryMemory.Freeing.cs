// Frees that find no room in the thread's magazine, and those that are refused.
using System.Runtime.CompilerServices;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    /// <summary>The bin of the page that an address is in; <see cref="PageBin.None"/> for memory that is not the zone's.</summary>
    public byte BinAt(nint address) => _pool.PageOf(address) is >= 0 and var page ? _bins[page] : PageBin.None;

    /// <summary>Frees a run that <see cref="TryTakeRun"/> gave out; throws, and changes nothing, when it is not in use.</summary>
    public void FreeRun(PageRun run, byte bin)
    {
        ThrowIfClosed();

        // Before: afterwards another thread may have the memory, and report that first.
        if (_observer is { } observer && BinAt(run.Address) == bin && _pool.Table[_pool.PageOf(run.Address)].Stamp == run.Stamp)
            observer.Freed(run.Address);
        _pool.Free(run, bin);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FreeSlow(ThreadCache* cache, nint address, nuint leastBin)
    {
        ThrowIfClosed();
        var bin = BinAt(address);
        if (!IsClass(bin))
        {
            FreeBlock(address, bin);
            return;
        }

        var depot = _depots[bin];
        if (bin < leastBin || !depot.IsTaken(address))
            throw BadFree(address);
        if (_observer is { } observer)
            observer.Freed(address);
        else if (cache->Zone == _number && TryMakeRoom(cache, bin))
        {
            var slots = ThreadCache.Bin(cache, bin);
            FreeMark.Set(address, _secret);
            *slots->Top++ = address;
            return;
        }

        if (!depot.TryPut(address))
            throw BadFree(address);
    }

    private void FreeBlock(nint address, byte bin)
    {
        if (_observer is { } observer && bin == PageBin.Block && _pool.AddressOf(_pool.PageOf(address)) == address)
            observer.Freed(address);
        if (!_pool.TryFreeBlock(address))
            throw BadFree(address);
    }

    /// <summary>Sees to it that a slot can be pushed: in the other magazine, or in an empty one for which the depot takes the full one.</summary>
    private bool TryMakeRoom(ThreadCache* cache, byte number)
    {
        // The zone may have grown since the cache was made.
        cache->Pages = (nuint)_pool.TotalPages;
        var bin = ThreadCache.Bin(cache, number);
        if (IsLow)
        {
            Unload(cache, number);
            return false;
        }

        if (bin->Top < bin->Limit)
            return true;

        var depot = _depots[number];
        var empty = bin->Previous;
        if (empty != null && empty->Count > 0)
            empty = depot.PutFull(empty, keep: MayKeep(depot));
        if (empty == null)
            empty = _magazines.Take();
        bin->Previous = empty == null ? null : bin->Loaded;
        if (empty == null)
            return false;
        if (bin->Loaded != null)
            bin->Settle();
        Load(cache, number, empty);
        return true;
    }

    /// <summary>Whether the depots may hold another magazine: up to a sixteenth of what is in use, or of a small zone.</summary>
    private bool MayKeep(Depot depot)
    {
        var usedBytes = (_pool.TotalPages - _pool.FreePages) << Estimation.PageArithmetic.PageShift;
        return _totals.CachedBytes + ((long)depot.Capacity * depot.SlotBytes) <= Math.Max(_depotFloorBytes, usedBytes / 16);
    }

    private Exception BadFree(nint address) => _pool.BadFree(address, _pool.PageOf(address));
}
