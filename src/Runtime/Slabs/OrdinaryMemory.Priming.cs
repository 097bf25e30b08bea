// Running each path once before the emergency.
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    /// <summary>
    /// Runs what a rent may run for the first time when memory is gone, which is when compiling it fails: every way a slot or a page comes
    /// and goes, and what becomes of caches. Gives the thread its cache. Refusals are not run: throwing allocates anyway.
    /// </summary>
    public void Prime()
    {
        var cache = CurrentCache(mayMake: true);
        PrimeClass(cache, PageBin.FirstClass);
        PrimeClass(cache, PageClassBin);
        if (TryTakeRun(cache, Estimation.PageArithmetic.PageBytes, PageBin.Run, out var run, mayGrow: false))
            FreeRun(run, PageBin.Run);
        if (AllocateBlock(cache, 16 * Estimation.PageArithmetic.PageBytes, mayGrow: false) is not 0 and var block)
            Free(this, cache, block);
        PrimePressure(cache);
        PrimeThreads();
        Trim(cache);
    }

    /// <summary>Takes more than a thread caches and gives it back, twice: magazines swap, go to the depot and come from it.</summary>
    private void PrimeClass(ThreadCache* cache, byte bin)
    {
        var depot = _depots[bin];
        for (var turn = 0; turn < 2; turn++)
        {
            // Linked through themselves: priming a zone that has nothing left must not need memory either.
            nint last = 0;
            for (var count = depot.Capacity * 3; count > 0 && AllocateWithin(cache, depot.SlotBytes, mayGrow: false) is not 0 and var slot; count--)
            {
                *(nint*)slot = last;
                last = slot;
            }

            while (last != 0)
            {
                var next = *(nint*)last;
                Free(this, cache, last);
                last = next;
            }
        }
    }

    private void PrimePressure(ThreadCache* cache)
    {
        nint slot;
        for (var turn = 0; turn < 2; turn++)
        {
            if (TryTakeUnderPressure(cache, PageBin.FirstClass, mayGrow: false, total: 0, &slot))
            {
                FreeMark.Clear(slot);
                _depots[BinAt(slot)].TryPut(slot);
            }

            slot = AllocateUncached(cache, PageBin.FirstClass, mayGrow: false);
            if (slot != 0)
                _depots[BinAt(slot)].TryPut(slot);
        }

        _ = HasOtherThreads(cache) | HasDeadThreads() | IsLow | CanGrow;
    }

    private void PrimeThreads()
    {
        NativeMemory.AlignedFree(NativeMemory.AlignedAlloc(ThreadCache.Bytes, 128));
        var spare = _threadCaches ? NewCache(ref ThreadRecord.Current) : null;
        if (spare == null)
            return;
        _cachesGate.Enter();
        ThreadCache* rest = null;
        for (ThreadCache* cache = _caches, next; cache != null; cache = next)
        {
            next = cache->NextOfZone;
            if (cache == spare)
                continue;
            cache->NextOfZone = rest;
            rest = cache;
        }

        _caches = rest;
        _cachesGate.Exit();
        Retire(spare);
    }
}
