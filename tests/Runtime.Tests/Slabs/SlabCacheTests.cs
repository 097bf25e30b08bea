// Slots: apart from each other, returned, and refused when they are not in use.
using CsCheck;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class SlabCacheTests
{
    [Fact]
    public void Random_use_never_overlaps_and_needs_no_more_slabs_than_the_estimate() =>
        Gen.Select(Gen.Int[1, 6000], Gen.Select(Gen.Bool, Gen.Int[0, 1000]).Array[0, 300]).Sample((objectBytes, steps) =>
        {
            using var pool = new PagePool(700 * 4096, 700 * 4096, PageSource.System);
            var cache = new SlabCache(pool, 1, objectBytes, SlabOrigin.Ordinary);
            var live = new SortedSet<nint>();
            var most = 0;
            foreach (var (allocate, which) in steps)
            {
                if (allocate && cache.TryAllocate(out var slot))
                {
                    Assert.Equal(0, slot % 16);
                    var view = live.GetViewBetween(slot - objectBytes + 1, slot + objectBytes - 1);
                    Assert.Empty(view);
                    live.Add(slot);
                }
                else if (live.Count > 0)
                {
                    var victim = live.ElementAt(which % live.Count);
                    live.Remove(victim);
                    cache.Free(victim);
                }

                most = Math.Max(most, live.Count);
                Assert.True(pool.TotalPages - pool.FreePages <= MemallocKit.Estimation.ObjectEstimate.Pages(most, objectBytes));
            }

            foreach (var slot in live)
                cache.Free(slot);
            Assert.Equal(700, pool.FreePages);
        });

    [Fact]
    public void A_slot_freed_twice_or_never_allocated_is_refused_and_changes_nothing()
    {
        using var pool = new PagePool(8 * 4096, 8 * 4096, PageSource.System);
        var cache = new SlabCache(pool, 1, 100, SlabOrigin.Ordinary);
        var other = new SlabCache(pool, 2, 100, SlabOrigin.Ordinary);
        Assert.True(cache.TryAllocate(out var first));
        Assert.True(cache.TryAllocate(out var second));
        cache.Free(first);
        Assert.Throws<InvalidOperationException>(() => cache.Free(first));
        Assert.Throws<InvalidOperationException>(() => cache.Free(second + 16));
        Assert.Throws<InvalidOperationException>(() => other.Free(second));
        Assert.Throws<InvalidOperationException>(() => cache.Free(second - (second % 4096) + 4095));
        Assert.Throws<ArgumentException>(() => cache.Free(0));
        Assert.Throws<ArgumentException>(() => cache.Free(pool.Start + (8 * 4096)));
        cache.Free(second);
        Assert.Equal(8, pool.FreePages);
    }

    [Fact]
    public void Slabs_set_aside_stay_when_empty_and_are_returned_on_request()
    {
        using var pool = new PagePool(64 * 4096, 64 * 4096, PageSource.System);
        var cache = new SlabCache(pool, 1, 8 * 4096, SlabOrigin.SetAside);
        Assert.True(cache.TrySetAside(3));
        Assert.Equal(64 - 24, pool.FreePages);
        Assert.True(cache.TryAllocate(out var slot));
        cache.Free(slot);
        Assert.Equal(64 - 24, pool.FreePages);
        Assert.True(cache.TryReturnSlabs(3));
        Assert.False(cache.TryReturnSlabs(1));
        Assert.Equal(64, pool.FreePages);
    }

    [Fact]
    public void Setting_more_aside_than_there_is_takes_nothing()
    {
        using var pool = new PagePool(64 * 4096, 64 * 4096, PageSource.System);
        var cache = new SlabCache(pool, 1, 8 * 4096, SlabOrigin.SetAside);
        Assert.False(cache.TrySetAside(9));
        Assert.Equal(64, pool.FreePages);
    }
}
