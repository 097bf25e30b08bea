// The memory behind a connected reserve: a slab cache for each size it serves.
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>
/// Slabs of one page come from below the watermark, which the store raises; longer slabs are set aside whole, since single
/// free pages do not make a run. Watermark and set-aside pages together are the reserve's estimate.
/// </summary>
internal sealed class EmergencyStore
{
    private readonly PagePool _pool;
    private readonly SlabCache[] _caches;
    private readonly int[] _slabPages;
    private readonly Func<int, long, long> _slabsFor;

    /// <param name="zone">Where the memory is.</param>
    /// <param name="objectBytes">The size of the objects of each cache.</param>
    /// <param name="slabsFor">How many slabs a cache needs for a limit.</param>
    public EmergencyStore(Zone zone, int[] objectBytes, Func<int, long, long> slabsFor)
    {
        _pool = zone.Pool;
        _slabsFor = slabsFor;
        _slabPages = Array.ConvertAll(objectBytes, ObjectEstimate.SlabPages);
        _caches = Array.ConvertAll(objectBytes, bytes => new SlabCache(
            _pool, zone.NextCacheNumber(), bytes, ObjectEstimate.SlabPages(bytes) == 1 ? SlabOrigin.Emergency : SlabOrigin.SetAside));
    }

    public SlabCache this[int index] => _caches[index];

    /// <summary>Takes <paramref name="pages"/> for a limit that rises; all or nothing.</summary>
    public bool TryGrow(long pages, long fromLimit, long toLimit)
    {
        for (var index = 0; index < _caches.Length; index++)
        {
            var slabs = SetAsideSlabs(index, fromLimit, toLimit);
            if (!_caches[index].TrySetAside(slabs))
            {
                ReturnSetAside(index, fromLimit, toLimit);
                return false;
            }
        }

        if (_pool.TryRaiseWatermark(pages - SetAsidePages(fromLimit, toLimit)))
            return true;
        ReturnSetAside(_caches.Length, fromLimit, toLimit);
        return false;
    }

    /// <summary>Gives back <paramref name="pages"/> for a limit that fell; nothing above the new limit is in use.</summary>
    public void Shrink(long pages, long fromLimit, long toLimit)
    {
        ReturnSetAside(_caches.Length, toLimit, fromLimit);
        _pool.LowerWatermark(pages - SetAsidePages(toLimit, fromLimit));
    }

    private void ReturnSetAside(int caches, long lowLimit, long highLimit)
    {
        for (var index = 0; index < caches; index++)
            _caches[index].TryReturnSlabs(SetAsideSlabs(index, lowLimit, highLimit));
    }

    private long SetAsidePages(long lowLimit, long highLimit)
    {
        long pages = 0;
        for (var index = 0; index < _caches.Length; index++)
            pages += SetAsideSlabs(index, lowLimit, highLimit) * _slabPages[index];
        return pages;
    }

    private long SetAsideSlabs(int index, long lowLimit, long highLimit) =>
        _slabPages[index] == 1 ? 0 : _slabsFor(index, highLimit) - _slabsFor(index, lowLimit);
}
