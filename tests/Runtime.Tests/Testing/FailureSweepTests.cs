// The sweep finds what a failure path leaves over or breaks, says which failure it was, and ends.
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Testing;

public class FailureSweepTests
{
    [Fact]
    public void A_body_that_cleans_up_passes_and_every_allocation_was_failed_once_in_each_way()
    {
        using var zone = Zones.OfPages(64);
        var failed = new List<(long Seen, long Failed)>();
        var result = FailureSweep.Run(zone, faults =>
        {
            var complete = AllocateAndFree(zone, 3);
            Assert.Equal(faults.Failed == 0, complete);
            failed.Add((faults.Seen, faults.Failed));
        });

        // Twice without a failure; then allocation 1, 2, 3 fails, and a fourth run meets none; the same with lasting failure.
        Assert.Equal([(3, 0), (3, 0), (1, 1), (2, 1), (3, 1), (3, 0), (1, 1), (2, 1), (3, 1), (3, 0)], failed);
        Assert.Equal((3L, 4, 4, 6L), (result.Allocations, result.TransientRuns, result.PersistentRuns, result.Failures));
        Assert.Equal("3 ordinary allocations; 6 failed on purpose in 4 runs with one failure and 4 with lasting failure", result.ToString());
        Assert.Null(zone.Observer);
    }

    [Fact]
    public void A_zone_with_caches_is_swept_like_one_without()
    {
        using var zone = Zones.WithCaches(64);
        Assert.True(AllocateAndFree(zone, 200));
        var result = FailureSweep.Run(zone, () => AllocateAndFree(zone, 20));
        Assert.Equal((20L, 21, 21, 40L), (result.Allocations, result.TransientRuns, result.PersistentRuns, result.Failures));

        var leaked = new List<MemoryBlock>();
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, () => ForgetFirst(zone, leaked))).Message;
        leaked.ForEach(zone.Free);
        Assert.StartsWith("The body leaves something over when ordinary allocation 2 fails:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_covered_by_a_reserve_is_complete_in_every_run()
    {
        using var tree = new TestTree().Connect();
        var result = FailureSweep.Run(tree.Zone, () =>
        {
            using var memalloc = MemallocScope.Enter([tree.Root]);
            for (var step = 0; step < 5; step++)
            {
                Assert.True(tree.Bytes.TryRent(300, out var bytes));
                Assert.True(tree.Objects.TryRent(out var request));
                request.Dispose();
                bytes.Dispose();
            }
        });
        Assert.Equal((10L, 11, 11), (result.Allocations, result.TransientRuns, result.PersistentRuns));
        Assert.Equal(10 + 55, result.Failures);
    }

    [Fact]
    public void Memory_left_over_on_a_failure_path_is_found_with_both_places()
    {
        using var zone = Zones.OfPages(64);
        var leaked = new List<MemoryBlock>();
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, () => ForgetFirst(zone, leaked))).Message;
        leaked.ForEach(zone.Free);

        Assert.StartsWith("The body leaves something over when ordinary allocation 2 fails:\n  1 allocations more are live than before\n", message, StringComparison.Ordinal);
        var places = message[message.IndexOf("The allocation that failed was made", StringComparison.Ordinal)..].Split("Leaked in zone 'test': 1 allocations of 100 bytes.");
        Assert.Equal(2, places.Length);
        Assert.All(places, static place => Assert.Contains(nameof(ForgetFirst), place, StringComparison.Ordinal));
        Assert.Null(zone.Observer);
    }

    [Fact]
    public void A_path_that_fails_only_when_memory_stays_away_is_found_in_the_second_series()
    {
        using var zone = Zones.OfPages(64);
        var exception = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, () =>
        {
            // One retry, which a single failure does not break.
            if (!AllocateAndFree(zone, 1) && !AllocateAndFree(zone, 1))
                throw new InvalidOperationException("no memory after a retry");
        }));
        Assert.StartsWith("The body failed when ordinary allocation 1 and all after it fail: no memory after a retry\n", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The allocation that failed was made\n    at ", exception.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    [Fact]
    public void A_charge_left_over_is_found_with_its_reserve()
    {
        using var tree = new TestTree().Connect();
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(tree.Zone, () =>
        {
            if (!AllocateAndFree(tree.Zone, 1))
                Assert.True(tree.Pages.TryCharge(1));
        })).Message;
        Assert.StartsWith(
            "The body leaves something over when ordinary allocation 1 fails:\n  reserve 'pages' has 1 charged; it had 0 before\n",
            message,
            StringComparison.Ordinal);
        tree.Pages.Uncharge(tree.Pages.Usage);
    }

    [Fact]
    public void A_watermark_that_moved_is_found()
    {
        using var tree = new TestTree().Connect();
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(tree.Zone, () =>
        {
            if (!AllocateAndFree(tree.Zone, 1))
                Assert.True(tree.Pages.TryResize(tree.Pages.Limit + 1));
        })).Message;
        Assert.Matches(@"  its watermark is \d+ pages; it was \d+ before\n", message);
    }

    [Fact]
    public void A_body_that_leaks_or_throws_by_itself_is_told_from_one_that_does_so_on_failure()
    {
        using var zone = Zones.OfPages(64);
        Assert.StartsWith(
            "The body leaves something over each time, even without a failing allocation:\n",
            Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, () => zone.TryAllocate(10, out _))).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "The body failed before any allocation was made to fail: oh",
            Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, ThrowingBody)).Message);

        static void ThrowingBody() => throw new InvalidOperationException("oh");
    }

    [Fact]
    public void What_is_kept_from_the_first_run_or_dropped_on_failure_and_made_again_is_no_leak()
    {
        using var zone = Zones.OfPages(64);
        MemoryBlock? cached = null;
        var result = FailureSweep.Run(zone, () =>
        {
            cached ??= zone.TryAllocate(5000, out var block) ? block : null;
            if (!AllocateAndFree(zone, 2) && cached is { } held)
            {
                zone.Free(held);
                cached = null;
            }
        });
        Assert.Equal(2, result.Allocations);
    }

    [Fact]
    public void A_body_that_allocates_nothing_from_the_zone_is_refused()
    {
        using var zone = Zones.OfPages(64);
        using var other = Zones.OfPages(64, "other");
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, () => AllocateAndFree(other, 1))).Message;
        Assert.Contains("no ordinary allocation in zone 'test'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_bounded_and_logged()
    {
        using var zone = Zones.OfPages(64);
        var log = new List<string>();
        var options = new FailureSweepOptions { MaxRuns = 5, Log = log.Add };
        Assert.Equal(4, FailureSweep.Run(zone, _ => AllocateAndFree(zone, 4), new FailureSweepOptions { MaxRuns = 5 }).Failures / 2);
        var message = Assert.Throws<MemoryTestException>(() => FailureSweep.Run(zone, _ => AllocateAndFree(zone, 5), options)).Message;
        Assert.StartsWith("The sweep is not finished after 5 runs", message, StringComparison.Ordinal);
        Assert.Equal(["ordinary allocation 1 fails, of 5 made when none fails", "ordinary allocation 2 fails, of 5 made when none fails", "ordinary allocation 4 fails, of 5 made when none fails"], log);
        Assert.Null(zone.Observer);
    }

    [Fact]
    public void A_cancelled_sweep_ends_between_runs()
    {
        using var zone = Zones.OfPages(64);
        using var cancellation = new CancellationTokenSource();
        var runs = 0;
        void Body(FaultPlan faults)
        {
            AllocateAndFree(zone, 100);
            if (++runs == 7)
                cancellation.Cancel();
        }

        Assert.Throws<OperationCanceledException>(() => FailureSweep.Run(zone, Body, new FailureSweepOptions { CancellationToken = cancellation.Token }));
        Assert.Equal(7, runs);
        Assert.Null(zone.Observer);
    }

    [Fact]
    public void Arguments_that_make_no_sweep_are_refused()
    {
        using var zone = Zones.OfPages(1);
        Assert.Throws<ArgumentNullException>(() => FailureSweep.Run(null!, () => { }));
        Assert.Throws<ArgumentNullException>(() => FailureSweep.Run(zone, (Action)null!));
        Assert.Throws<ArgumentNullException>(() => FailureSweep.Run(zone, _ => { }, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => FailureSweep.Run(zone, _ => { }, new FailureSweepOptions { MaxRuns = 0 }));
    }

    private static bool AllocateAndFree(Zone zone, int blocks)
    {
        if (blocks == 0)
            return true;
        if (!zone.TryAllocate(100, out var block))
            return false;
        try
        {
            return AllocateAndFree(zone, blocks - 1);
        }
        finally
        {
            zone.Free(block);
        }
    }

    private static void ForgetFirst(Zone zone, List<MemoryBlock> leaked)
    {
        if (!zone.TryAllocate(100, out var first))
            return;
        if (!zone.TryAllocate(200, out var second))
        {
            leaked.Add(first);
            return;
        }

        zone.Free(second);
        zone.Free(first);
    }
}
