// Charges that wait: order, deadline, cancellation, changes of the limit.
namespace MemallocKit.Runtime.Tests.Reserves;

public class WaitingChargeTests
{
    private static readonly TimeSpan s_forever = Timeout.InfiniteTimeSpan;

    [Fact]
    public void Room_is_charged_at_once_and_none_is_not_waited_for_in_no_time()
    {
        using var tree = new TestTree().Connect();
        tree.Pages.Charge(8, TimeSpan.Zero);
        Assert.False(tree.Pages.TryCharge(1, TimeSpan.Zero));
        Assert.Throws<TimeoutException>(() => tree.Pages.Charge(1, TimeSpan.Zero));
        Assert.Equal(8, tree.Pages.Usage);
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void Waiters_are_served_first_in_first_out_and_nobody_overtakes()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryCharge(8));
        var three = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(3, s_forever));
        var one = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(1, s_forever));
        var two = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(2, s_forever));

        // Room for all but the first.
        tree.Pages.Uncharge(2);
        Assert.Equal(3, tree.Pages.CopyWaiters([]));
        Assert.False(tree.Pages.TryCharge(1));
        Assert.False(tree.Pages.TryRent(out _, Entitlement.Memalloc));

        tree.Pages.Uncharge(1);
        three.Finish();
        Assert.Equal((2, 8L), (tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(1);
        one.Finish();
        Assert.Equal((1, 8L), (tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(2);
        two.Finish();

        Assert.Equal((0, 8L), (tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(8);
        Assert.True(tree.Pages.TryCharge(8));
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void The_time_is_over_when_the_clock_says_so_and_the_message_has_the_numbers()
    {
        using var tree = new TestTree().Connect();
        var clock = new ManualClock();
        tree.Pages.Clock = clock;
        Assert.True(tree.Pages.TryCharge(8));
        var waiter = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(3, TimeSpan.FromSeconds(5)));
        clock.Advance(4999);
        Assert.Equal(1, tree.Pages.CopyWaiters([]));
        clock.Advance(1);
        var error = Assert.IsType<TimeoutException>(waiter.Join());
        Assert.Contains("3 of reserve 'pages'", error.Message, StringComparison.Ordinal);
        Assert.Contains("8 of 8 are charged", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 8L), (tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void A_cancelled_waiter_passes_its_turn_on()
    {
        using var tree = new TestTree().Connect();
        using var source = new CancellationTokenSource();
        Assert.True(tree.Pages.TryCharge(8));
        var first = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(5, s_forever, source.Token));
        var second = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(1, s_forever));
        tree.Pages.Uncharge(1);
        Assert.Equal(2, tree.Pages.CopyWaiters([]));
        source.Cancel();
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(first.Join()).CancellationToken);
        second.Finish();
        Assert.Equal(8, tree.Pages.Usage);
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void An_interrupted_waiter_passes_its_turn_on()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(8));
        var first = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(5, s_forever));
        var second = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(1, s_forever));
        tree.Pages.Uncharge(1);
        first.Interrupt();
        Assert.IsType<ThreadInterruptedException>(first.Join());
        second.Finish();
        Assert.Equal(8, tree.Pages.Usage);
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_is_not_waited_with()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(8));
        var token = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => tree.Pages.Charge(1, s_forever, token));
        Assert.False(tree.Pages.TryCharge(1, s_forever, token));
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void More_than_the_limit_fails_at_once()
    {
        using var tree = new TestTree().Connect();
        var error = Assert.Throws<InvalidOperationException>(() => tree.Pages.Charge(9, s_forever));
        Assert.Contains("limit is 8", error.Message, StringComparison.Ordinal);
        Assert.False(tree.Pages.TryCharge(long.MaxValue, s_forever));
        Assert.Equal(0, tree.Pages.Usage);
    }

    [Fact]
    public void A_limit_that_falls_sends_away_who_asks_for_more_and_serves_who_stood_behind()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(4));
        var large = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(6, s_forever));
        var small = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(1, s_forever));
        Assert.True(tree.Pages.TryResize(5));
        var error = Assert.IsType<InvalidOperationException>(large.Join());
        Assert.Contains("limit is 5", error.Message, StringComparison.Ordinal);
        small.Finish();
        Assert.Equal((0, 5L), (tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(5);
    }

    [Fact]
    public void A_limit_that_rises_serves_who_waits()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(8));
        var waiter = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(2, s_forever));
        Assert.True(tree.Pages.TryResize(10));
        waiter.Finish();
        Assert.Equal(10, tree.Pages.Usage);
        tree.Pages.Uncharge(10);
    }

    [Fact]
    public void A_reserve_that_is_not_connected_is_not_waited_for()
    {
        using var tree = new TestTree();
        Assert.Throws<InvalidOperationException>(() => tree.Pages.Charge(1, s_forever));
        Assert.False(tree.Pages.TryCharge(1, s_forever));
        tree.Connect().Disconnect();
        Assert.Throws<InvalidOperationException>(() => tree.Pages.Charge(1, s_forever));
    }

    [Fact]
    public void Negative_times_and_amounts_are_refused()
    {
        using var tree = new TestTree().Connect();
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.Charge(1, TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.TryCharge(0, s_forever));
        tree.Pages.Charge(1, TimeSpan.MaxValue);
        tree.Pages.Uncharge(1);
    }

    [Fact]
    public void One_more_waiter_than_there_are_places_is_refused()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(8));
        var waiters = new WaitingThread[64];
        for (var i = 0; i < waiters.Length; i++)
            waiters[i] = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(8, s_forever));
        var error = Assert.Throws<InvalidOperationException>(() => tree.Pages.Charge(1, s_forever));
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        foreach (var waiter in waiters)
        {
            tree.Pages.Uncharge(8);
            waiter.Finish();
        }

        tree.Pages.Uncharge(8);
    }
}
