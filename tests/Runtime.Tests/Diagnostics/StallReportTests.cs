// Who waits and who holds, in words and without allocating.
using System.Text;
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Diagnostics;

[Collection(Allocations.Name)]
public class StallReportTests
{
    [Fact]
    public void Waiters_and_holders_are_told_with_amounts_and_times()
    {
        using var tree = new TestTree();
        tree.Root.TrackHolders = true;
        var clock = new ManualClock();
        tree.Pages.Clock = clock;
        tree.Connect().Exhaust();
        Assert.Empty(StallReport.ToText(tree.Root));

        var here = Environment.CurrentManagedThreadId;
        Assert.True(tree.Pages.TryRent(out var first, Entitlement.Memalloc));
        clock.Advance(1000);
        Assert.True(tree.Pages.TryRent(out var second, Entitlement.Memalloc));
        Assert.True(tree.Pages.TryCharge(5));
        var (one, two) = (0, 0);
        var waiter = WaitingThread.InLine(tree.Pages, () =>
        {
            one = Environment.CurrentManagedThreadId;
            tree.Pages.Charge(3, Timeout.InfiniteTimeSpan);
        });
        clock.Advance(20);
        var other = WaitingThread.InLine(tree.Pages, () =>
        {
            two = Environment.CurrentManagedThreadId;
            tree.Pages.Charge(2, Timeout.InfiniteTimeSpan);
        });
        clock.Advance(30);
        Assert.Equal(
            $"""
            pages: 7 of 8 charged, 2 waiting
              thread {one} waits for 3 for 50 ms
              thread {two} waits for 2 for 30 ms
              thread {here} holds 2 in 2 leases, the oldest for 1050 ms
              5 charged by callers that account for themselves

            """,
            StallReport.ToText(tree.Root));

        tree.Pages.Uncharge(5);
        waiter.Finish();
        other.Finish();
        tree.Pages.Uncharge(5);
        first.Dispose();
        second.Dispose();
        Assert.Empty(StallReport.ToText(tree.Root));
    }

    [Fact]
    public void Instances_stored_leases_and_leases_that_moved_have_holders_too()
    {
        using var tree = new TestTree();
        tree.Root.TrackHolders = true;
        tree.Connect().Exhaust();
        Assert.True(tree.Instances.TryRent(out var session, Entitlement.Memalloc));
        Assert.True(tree.Bytes.TryRent(100, out var bytes, Entitlement.Memalloc));
        Assert.True(bytes.TryTransferTo(tree.Shared, Entitlement.Memalloc));
        var (storedSession, storedBytes) = (session.Store(), bytes.Store());
        var report = StallReport.ToText(tree.Root);
        Assert.Contains("instances: 1 of 5", report, StringComparison.Ordinal);
        Assert.Contains("holds 1 in 1 leases", report, StringComparison.Ordinal);
        Assert.Contains("holds 100 in 1 leases", report, StringComparison.Ordinal);
        Assert.DoesNotContain("bytes: ", report, StringComparison.Ordinal);
        storedSession.Dispose();
        storedBytes.Dispose();
        Assert.Empty(StallReport.ToText(tree.Root));
    }

    [Fact]
    public void Without_tracking_the_report_says_amounts_only()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        Assert.Equal("pages: 1 of 8 charged, 0 waiting\n  1 held, by whom is not tracked\n", StallReport.ToText(tree.Root));
        page.Dispose();
    }

    [Fact]
    public void Holders_beyond_the_lines_there_are_for_threads_are_summed_up()
    {
        using var tree = new TestTree();
        tree.Objects.TrackHolders = true;
        tree.Connect().Exhaust();
        var stored = new StoredLease<TestTree.Request>[40];
        for (var i = 0; i < stored.Length; i++)
        {
            var thread = new Thread(() =>
            {
                Assert.True(tree.Objects.TryRent(out var lease, Entitlement.Memalloc));
                stored[i] = lease.Store();
            });
            thread.Start();
            thread.Join();
        }

        // Ids are used again, so it is the amounts that are sure.
        var report = StallReport.ToText(tree.Root);
        Assert.Contains("objects: 40 of 100", report, StringComparison.Ordinal);
        Assert.DoesNotContain("account for themselves", report, StringComparison.Ordinal);
        foreach (var lease in stored)
            lease.Dispose();
    }

    [Fact]
    public void A_timeout_names_the_holders()
    {
        using var tree = new TestTree();
        tree.Pages.TrackHolders = true;
        tree.Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        Assert.True(tree.Pages.TryCharge(7));
        var error = Assert.Throws<TimeoutException>(() => tree.Pages.Charge(1, TimeSpan.Zero));
        Assert.Contains($"Thread {Environment.CurrentManagedThreadId} holds 1 in 1 leases", error.Message, StringComparison.Ordinal);
        page.Dispose();
        tree.Pages.Uncharge(7);
    }

    [Fact]
    public void A_short_span_gets_the_lines_that_fit_and_nothing_is_allocated()
    {
        using var tree = new TestTree();
        tree.Pages.Clock = new ManualClock();
        tree.Root.TrackHolders = true;
        tree.Pages.Clock = new ManualClock();
        tree.Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        Assert.True(tree.Objects.TryCharge(1));
        var text = Encoding.UTF8.GetBytes(StallReport.ToText(tree.Root));
        var buffer = new byte[text.Length];
        Assert.False(StallReport.TryWrite(tree.Root, buffer.AsSpan(1), out var written));
        Assert.Equal(text[..written], buffer[1..(written + 1)]);
        Assert.Equal((byte)'\n', text[written - 1]);
        var complete = false;
        Assert.Equal(0, Allocations.Count(() => complete = StallReport.TryWrite(tree.Root, buffer, out written)));
        Assert.Equal((true, text.Length), (complete, written));
        tree.Objects.Uncharge(1);
        page.Dispose();
    }
}
