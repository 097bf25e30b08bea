// Slots of a reserve: apart from each other, no more slabs than the estimate, and exact refusal of what is not in use.
using CsCheck;
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class EmergencySlabsTests
{
    [Fact]
    public void Random_use_never_overlaps_and_needs_no_more_slabs_than_the_estimate() =>
        Gen.Select(Gen.OneOf(Gen.Int[1, 100], Gen.Int[1, 4096]), Gen.Select(Gen.Bool, Gen.Int[0, 1000]).Array[0, 600]).Sample((objectBytes, steps) =>
        {
            using var pool = NewPool(700);
            Assert.True(pool.TryRaiseWatermark(700));
            var slabs = new EmergencySlabs(pool, 7, objectBytes);
            var live = new SortedSet<nint>();
            var most = 0;
            foreach (var (take, which) in steps)
            {
                if (take && slabs.TryTake(out var slot))
                {
                    Assert.Equal(0, slot % ObjectEstimate.SlotAlignment);
                    Assert.Equal(slot / 4096, (slot + objectBytes - 1) / 4096);
                    Assert.Empty(live.GetViewBetween(slot - objectBytes + 1, slot + objectBytes - 1));
                    live.Add(slot);
                    Fill(slot, objectBytes);
                }
                else if (live.Count > 0)
                {
                    var victim = live.ElementAt(which % live.Count);
                    live.Remove(victim);
                    Assert.True(slabs.TryReturn(victim));
                    Assert.False(slabs.TryReturn(victim));
                }

                most = Math.Max(most, live.Count);
                Assert.True(pool.TotalPages - pool.FreePages <= ObjectEstimate.Pages(most, objectBytes));
            }

            foreach (var slot in live)
                Assert.True(slabs.TryReturn(slot));
            Assert.Equal(700, pool.FreePages);
        });

    [Theory]
    [InlineData(1, 254)]
    [InlineData(16, 254)]
    [InlineData(32, 127)]
    [InlineData(48, 84)]
    [InlineData(49, 64)]
    [InlineData(64, 64)]
    [InlineData(80, 51)]
    [InlineData(2048, 2)]
    [InlineData(4096, 1)]
    public void A_slab_holds_exactly_what_the_estimate_says(int objectBytes, int perSlab)
    {
        using var pool = NewPool(8);
        var slabs = new EmergencySlabs(pool, 1, objectBytes);
        Assert.Equal(perSlab, ObjectEstimate.PerSlab(objectBytes));
        var slots = new List<nint>();
        for (var count = 0; count < perSlab; count++)
        {
            Assert.True(slabs.TryTake(out var slot));
            slots.Add(slot);
        }

        Assert.Equal((7L, perSlab), (pool.FreePages, slots.Distinct().Count()));
        Assert.True(slabs.TryTake(out var next));
        Assert.Equal(6, pool.FreePages);
        slots.Add(next);
        Assert.All(slots, slot => Assert.True(slabs.TryReturn(slot)));
        Assert.Equal(8, pool.FreePages);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(4096)]
    public void Only_the_start_of_a_slot_in_use_can_be_returned(int objectBytes)
    {
        using var pool = NewPool(4);
        var slabs = new EmergencySlabs(pool, 1, objectBytes);
        Assert.True(slabs.TryTake(out var used));
        var page = pool.AddressOf(pool.PageOf(used));
        for (var address = page; address < page + 4096; address++)
        {
            if (address != used)
                Assert.False(slabs.TryReturn(address));
        }

        Assert.True(slabs.TryReturn(used));
        Assert.Equal(4, pool.FreePages);
    }

    [Fact]
    public void Slots_of_others_and_memory_that_is_no_slab_are_refused()
    {
        using var pool = NewPool(8);
        using var elsewhere = NewPool(8);
        var slabs = new EmergencySlabs(pool, 1, 100);
        var other = new EmergencySlabs(pool, 2, 100);
        var foreign = new EmergencySlabs(elsewhere, 1, 100);
        Assert.True(slabs.TryTake(out var mine));
        Assert.True(other.TryTake(out var theirs));
        Assert.True(foreign.TryTake(out var far));
        Assert.True(pool.TryTake(1, out var run));
        Assert.False(slabs.TryReturn(theirs));
        Assert.False(slabs.TryReturn(far));
        Assert.False(slabs.TryReturn(run.Address));
        Assert.False(slabs.TryReturn(0));
        Assert.False(slabs.TryReturn(pool.Start + (8 * 4096)));
        Assert.True(slabs.TryReturn(mine));
        Assert.False(slabs.TryReturn(mine));
        Assert.True(other.TryReturn(theirs));
        pool.Free(run);
        Assert.Equal(8, pool.FreePages);
    }

    [Fact]
    public void Runs_are_used_once_admitted_stay_when_empty_and_go_once_retired()
    {
        using var pool = NewPool(64);
        var slabs = new EmergencySlabs(pool, 1, 8 * 4096);
        Assert.True(slabs.TrySetAside(3));
        Assert.Equal(64 - 24, pool.FreePages);
        Assert.False(slabs.TryTake(out _));
        slabs.Admit();
        Assert.True(slabs.TryTake(out var slot));
        Assert.False(slabs.TryReturn(slot + 4096));
        Assert.True(slabs.TryReturn(slot));
        Assert.False(slabs.TryReturn(slot));
        Assert.Equal(64 - 24, pool.FreePages);
        Assert.True(slabs.TryTake(out var kept));
        slabs.Retire(2);
        slabs.GiveBackIdle();
        Assert.Equal(64 - 8, pool.FreePages);
        Assert.False(slabs.TryTake(out _));
        Assert.True(slabs.TryReturn(kept));
        slabs.Retire(1);
        Assert.False(slabs.TryReturn(kept));
        slabs.GiveBackIdle();
        Assert.Equal(64, pool.FreePages);
    }

    [Fact]
    public void Setting_more_aside_than_there_is_takes_nothing()
    {
        using var pool = NewPool(64);
        var slabs = new EmergencySlabs(pool, 1, 8 * 4096);
        Assert.False(slabs.TrySetAside(9));
        Assert.Equal(64, pool.FreePages);
    }

    private static unsafe void Fill(nint slot, int bytes) => new Span<byte>((void*)slot, bytes).Fill(0xA5);

    private static PagePool NewPool(int pages) => new(pages * 4096L, pages * 4096L, PageSource.System);
}
