// What is counted and told of callers that wait.
using MemallocKit.Reserves;
using MemallocKit.Runtime.Tests.Reserves;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class WaitingEventTests
{
    [Fact]
    public void A_wait_of_a_second_is_told_and_counted_once_as_a_stall()
    {
        using var rig = new EventRig("told of a long wait");
        var clock = new ManualClock();
        rig.Pages.Clock = clock;
        Assert.True(rig.Pages.TryCharge(2));
        var waiter = WaitingThread.InLine(rig.Pages, () => rig.Pages.Charge(1, Timeout.InfiniteTimeSpan));
        Assert.Equal((1L, 0L), (rig.Pages.Counters.Waits, rig.Pages.Counters.Stalls));

        clock.Advance(ReserveEvents.StallMilliseconds);
        WaitingThread.Await(() => rig.Events.All.Length > 0);
        clock.Advance(ReserveEvents.StallMilliseconds);
        rig.Pages.Uncharge(1);
        waiter.Finish();
        rig.Pages.Uncharge(2);

        Assert.Equal(["Stalled reserve=told of a long wait amount=1 usage=2 limit=2 waitedMilliseconds=1000"], rig.Events.All);
        Assert.Equal((1L, 1L), (rig.Pages.Counters.Waits, rig.Pages.Counters.Stalls));
    }

    [Fact]
    public void A_rent_that_waited_and_got_its_memory_was_not_refused()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryCharge(8));
        Assert.True(tree.Instances.TryCharge(5));
        var pages = WaitingThread.InLine(tree.Pages, () => tree.Pages.Rent(1, Timeout.InfiniteTimeSpan, Entitlement.Memalloc).Dispose());
        var instances = WaitingThread.InLine(tree.Instances, () => tree.Instances.Rent(Timeout.InfiniteTimeSpan, Entitlement.Memalloc).Dispose());
        tree.Pages.Uncharge(8);
        tree.Instances.Uncharge(5);
        pages.Finish();
        instances.Finish();
        AssertRefusals(tree.Pages, limit: 0, unentitled: 0, timeout: 0);
        AssertRefusals(tree.Instances, limit: 0, unentitled: 0, timeout: 0);
        Assert.Equal((1L, 1L), (tree.Pages.Counters.EmergencyRents, tree.Instances.Counters.EmergencyRents));
    }

    [Fact]
    public void A_rent_that_waited_in_vain_is_refused_once_for_the_reason_it_ended()
    {
        using var tree = new TestTree().Connect().Exhaust();
        var clock = new ManualClock();
        tree.Pages.Clock = clock;
        Assert.True(tree.Pages.TryCharge(8));
        var waiter = WaitingThread.InLine(tree.Pages, () =>
            Assert.False(tree.Pages.TryRent(1, TimeSpan.FromMilliseconds(5), out _, Entitlement.Memalloc)));
        clock.Advance(5);
        waiter.Finish();
        AssertRefusals(tree.Pages, limit: 0, unentitled: 0, timeout: 1);

        Assert.False(tree.Pages.TryRent(1, TimeSpan.Zero, out _, Entitlement.Memalloc));
        Assert.False(tree.Pages.TryRent(1, TimeSpan.FromSeconds(1), out _, Entitlement.None));
        AssertRefusals(tree.Pages, limit: 1, unentitled: 1, timeout: 1);

        Assert.False(tree.Pages.TryRent(1, TimeSpan.FromSeconds(1), out _, Entitlement.Memalloc, new CancellationToken(canceled: true)));
        AssertRefusals(tree.Pages, limit: 1, unentitled: 1, timeout: 1);
        tree.Pages.Uncharge(8);
    }

    private static void AssertRefusals(Reserve reserve, long limit, long unentitled, long timeout) => Assert.Equal(
        (limit, unentitled, timeout),
        (reserve.Counters.Refusals(RefusalReason.Limit), reserve.Counters.Refusals(RefusalReason.NotEntitled), reserve.Counters.Refusals(RefusalReason.Timeout)));
}
