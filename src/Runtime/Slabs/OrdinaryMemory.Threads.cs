// The caches of a zone: made when a thread first comes, taken back when it is dead.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    private const long PauseMilliseconds = 100;

    private SpinGate _cachesGate;
    private ThreadCache* _caches;
    private int _cacheCount;
    private long _pauseUntil;

    /// <summary>Ends the zone: caches lose what they hold, which goes with the pages, and belong to no zone from here on.</summary>
    public void Close()
    {
        Volatile.Write(ref _number, Closed);
        _cachesGate.Enter();
        var cache = _caches;
        _caches = null;
        _cachesGate.Exit();
        while (cache != null)
        {
            var next = cache->NextOfZone;
            Retire(cache);
            cache = next;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ThreadCache* FindCurrentCache() => CacheOf(ref ThreadRecord.Current);

    /// <summary>The cache of the current thread, whose record is passed.</summary>
    public ThreadCache* CacheOf(ref ThreadRecord thread) => CacheOf(ref thread, mayMake: thread.Context == 0);

    /// <summary>
    /// The same for a caller who knows whether one may be made. Its memory is the system's, so no thread that is entitled gets one, unless it
    /// is being primed: it goes on without until it has left.
    /// </summary>
    private ThreadCache* CacheOf(ref ThreadRecord thread, bool mayMake)
    {
        ThrowIfClosed();
        ref var place = ref thread.PlaceOf(_number);
        if (place.Zone == _number)
            RecentCache.Set(_number, place.Cache);
        return place.Zone == _number ? place.Cache : FindCache(ref thread, mayMake);
    }

    /// <summary>The cache of the current thread, made only if that is allowed.</summary>
    public ThreadCache* CurrentCache(bool mayMake) =>
        RecentCache.Zone == _number ? RecentCache.Cache : CacheOf(ref ThreadRecord.Current, mayMake);

    private ThreadCache* FindCache(ref ThreadRecord thread, bool mayMake)
    {
        var cache = _threadCaches ? ThreadRegistry.Find(thread.Number, _number) : ThreadRegistry.None;
        if (cache == null && (!mayMake || (cache = NewCache(ref thread)) == null))
            return ThreadRegistry.None;
        thread.PlaceOf(_number) = new ThreadRecord.CachePlace { Zone = _number, Cache = cache };
        return cache;
    }

    private ThreadCache* NewCache(ref ThreadRecord thread)
    {
        if (Environment.TickCount64 < Volatile.Read(ref _pauseUntil))
            return null;

        // Threads come where others went.
        ReclaimDeadThreads();
        var cache = ThreadRegistry.Take(ref thread.Number);
        if (cache == null)
        {
            Volatile.Write(ref _pauseUntil, Environment.TickCount64 + PauseMilliseconds);
            return null;
        }

        cache->Start = _pool.Start;
        cache->PageBins = _bins;
        cache->Pages = (nuint)_pool.TotalPages;
        cache->Secret = _secret;
        cache->HopelessCalls = 0;
        for (nuint number = PageBin.FirstClass; number <= LastClassBin; number++)
        {
            var bin = ThreadCache.Bin(cache, number);
            var depot = _depots[number];
            bin->OffsetMask = (uint)((number < PageClassBin ? depot.BlockPages : 1) * PageArithmetic.PageBytes) - 1;
            bin->Factor = CacheBin.FactorOf(number < PageClassBin ? depot.SlotBytes : PageArithmetic.PageBytes);
        }

        cache->Zone = _number;
        _cachesGate.Enter();
        cache->NextOfZone = _caches;
        _caches = cache;
        Interlocked.Increment(ref _cacheCount);
        _cachesGate.Exit();
        return cache;
    }

    private bool HasOtherThreads(ThreadCache* cache) => Volatile.Read(ref _cacheCount) > (cache->Zone == _number ? 1 : 0);

    private bool HasDeadThreads()
    {
        var found = false;
        _cachesGate.Enter();
        for (var cache = _caches; cache != null && !found; cache = cache->NextOfZone)
            found = ThreadRegistry.IsDead(cache->Thread);
        _cachesGate.Exit();
        return found;
    }

    private void ReclaimDeadThreads()
    {
        ThreadCache* dead = null;
        ThreadCache* alive = null;
        _cachesGate.Enter();
        for (ThreadCache* cache = _caches, next; cache != null; cache = next)
        {
            next = cache->NextOfZone;
            ref var list = ref *(ThreadRegistry.IsDead(cache->Thread) ? &dead : &alive);
            cache->NextOfZone = list;
            list = cache;
        }

        _caches = alive;
        _cachesGate.Exit();
        while (dead != null)
        {
            var next = dead->NextOfZone;
            Flush(dead);
            Retire(dead);
            dead = next;
        }
    }

    private void Retire(ThreadCache* cache)
    {
        Interlocked.Decrement(ref _cacheCount);
        var thread = cache->Thread;
        cache->Pages = 0;
        cache->LoadedBins = 0;
        for (nuint bin = PageBin.FirstClass; bin <= LastClassBin; bin++)
            ThreadCache.Bin(cache, bin)->Clear();

        // Last: from here on its thread may use it for another zone.
        Volatile.Write(ref cache->Zone, 0);
        ThreadRegistry.Release(thread);
    }
}
