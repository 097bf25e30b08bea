// Which allocations a plan fails, whom it reaches, and what it counts.
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Testing;

public class FaultPlanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FailOnce_fails_the_named_allocation_and_no_other(bool threadCaches)
    {
        using var zone = threadCaches ? Zones.WithCaches(64) : Zones.OfPages(64);
        Assert.DoesNotContain(false, Allocate(zone, 100));
        using var faults = FaultPlan.FailOnce(zone, allocation: 3);
        Assert.Equal([true, true, false, true, true], Allocate(zone, 5));
        Assert.Equal((5L, 1L), (faults.Seen, faults.Failed));
    }

    [Fact]
    public void FailFrom_fails_the_named_allocation_and_all_after_it()
    {
        using var zone = Zones.OfPages(64);
        using var faults = FaultPlan.FailFrom(zone, allocation: 3);
        Assert.Equal([true, true, false, false, false], Allocate(zone, 5));
        Assert.Equal((5L, 3L), (faults.Seen, faults.Failed));
    }

    [Fact]
    public void Slots_long_blocks_and_page_runs_count_once_each()
    {
        using var zone = Zones.OfPages(64);
        using var faults = FaultPlan.FailFrom(zone, allocation: 4);
        Assert.True(zone.TryAllocate(16, out _));
        Assert.True(zone.TryAllocate(10_000, out _));
        Assert.True(zone.TryAllocatePages(2, out _));
        Assert.False(zone.TryAllocate(16, out _));
        Assert.False(zone.TryAllocate(10_000, out _));
        Assert.False(zone.TryAllocatePages(2, out _));
        Assert.Equal((6L, 3L), (faults.Seen, faults.Failed));
    }

    [Fact]
    public void Random_failures_depend_on_the_seed_alone()
    {
        Assert.Equal(Random(0.5, seed: 7), Random(0.5, seed: 7));
        Assert.NotEqual(Random(0.5, seed: 7), Random(0.5, seed: 8));
        Assert.NotEqual(Random(0.5, seed: 7), Random(0.5, seed: -7));
        Assert.All(Random(0, seed: 7), Assert.True);
        Assert.All(Random(1, seed: 7), Assert.False);
        Assert.InRange(Random(0.25, seed: 7).Count(static allocated => !allocated), 200, 300);

        static bool[] Random(double probability, int seed)
        {
            using var zone = Zones.OfPages(64);
            using var faults = FaultPlan.FailRandomly(zone, probability, seed);
            return Allocate(zone, 1000);
        }
    }

    [Fact]
    public void Threads_share_the_numbers()
    {
        using var zone = Zones.OfPages(1024);
        using var faults = FaultPlan.FailOnce(zone, allocation: 1234);
        var failed = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            Interlocked.Add(ref failed, Allocate(zone, 1000).Count(static allocated => !allocated)))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        Assert.Equal((1, 4000L, 1L), (failed, faults.Seen, faults.Failed));
    }

    [Fact]
    public void Entitled_callers_get_emergency_memory_instead_and_others_nothing()
    {
        using var tree = new TestTree().Connect();
        using var faults = FaultPlan.FailFrom(tree.Zone, allocation: 1);
        Assert.False(tree.Pages.TryRent(out _));
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        Assert.True(lease.IsEmergency);
        lease.Dispose();
        Assert.Equal(2, faults.Failed);
    }

    [Fact]
    public void Several_plans_each_fail_and_count_for_themselves_and_go_in_any_order()
    {
        using var zone = Zones.OfPages(64);
        var first = FaultPlan.FailOnce(zone, allocation: 1);
        var second = FaultPlan.FailOnce(zone, allocation: 2);
        var third = FaultPlan.FailOnce(zone, allocation: 4);
        Assert.Equal([false, false, true], Allocate(zone, 3));
        second.Dispose();
        second.Dispose();
        Assert.Equal([false], Allocate(zone, 1));
        first.Dispose();
        third.Dispose();
        Assert.Equal([true], Allocate(zone, 1));
        Assert.Equal((4L, 3L, 4L), (first.Seen, second.Seen, third.Seen));
        Assert.Null(zone.Observer);
    }

    [Fact]
    public void Pressure_takes_all_memory_in_spite_of_a_plan()
    {
        using var zone = Zones.OfPages(64);
        using var faults = FaultPlan.FailFrom(zone, allocation: 1);
        using (MemoryPressure.Exhaust(zone))
            Assert.Equal(0, zone.FreePages);
        Assert.Equal(0, faults.Seen);
    }

    [Fact]
    public void Handles_and_raw_memory_are_failed_too()
    {
        using var zone = Zones.WithCaches(64);
        var handle = zone.GetHandle();
        unsafe
        {
            var address = handle.Allocate(100);
            handle.Free(address);
            using (var faults = FaultPlan.FailFrom(zone, allocation: 2))
            {
                address = handle.Allocate(100);
                Assert.True(address != null && handle.Allocate(100) == null && zone.Allocate(100) == null);
                Assert.Equal((3L, 2L), (faults.Seen, faults.Failed));
            }

            handle.Free(address);
            address = handle.Allocate(100);
            Assert.True(address != null);
            handle.Free(address);
        }
    }

    [Fact]
    public void A_plan_outlives_its_zone_without_harm()
    {
        var zone = Zones.OfPages(1);
        var faults = FaultPlan.FailOnce(zone, allocation: 1);
        zone.Dispose();
        faults.Dispose();
        Assert.Equal(0, faults.Seen);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_and_install_nothing()
    {
        using var zone = Zones.OfPages(1);
        Assert.Throws<ArgumentNullException>(() => FaultPlan.FailOnce(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.FailOnce(zone, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.FailFrom(zone, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.FailRandomly(zone, 1.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.FailRandomly(zone, double.NaN, 0));
        Assert.Null(zone.Observer);
    }

    private static bool[] Allocate(Zone zone, int times)
    {
        var allocated = new bool[times];
        for (var index = 0; index < times; index++)
        {
            allocated[index] = zone.TryAllocate(100, out var block);
            if (allocated[index])
                zone.Free(block);
        }

        return allocated;
    }
}
