// Rents that wait, in every unit: served by a return, by ordinary memory, or refused.
namespace MemallocKit.Runtime.Tests.Reserves;

public class WaitingRentTests
{
    private static readonly TimeSpan s_forever = Timeout.InfiniteTimeSpan;

    [Fact]
    public void A_rent_waits_for_a_return_in_every_unit()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Serve(tree.Runs, 64, () =>
        {
            using var lease = tree.Runs.Rent(16, s_forever, Entitlement.Memalloc);
            Assert.Equal((true, 16), (lease.IsEmergency, lease.Run.Pages));
            lease.Span.Fill(1);
        });
        Serve(tree.Bytes, 10_000, () =>
        {
            using var lease = tree.Bytes.Rent(500, s_forever, Entitlement.Memalloc);
            Assert.Equal((true, 500), (lease.IsEmergency, lease.Span.Length));
            lease.Span.Fill(1);
        });
        Serve(tree.Objects, 100, () =>
        {
            using var lease = tree.Objects.Rent(s_forever, Entitlement.Memalloc);
            Assert.Equal((true, 0L), (lease.IsEmergency, lease.Value.Id));
        });
        Serve(tree.Instances, 5, () =>
        {
            using var lease = tree.Instances.Rent(s_forever, Entitlement.Memalloc);
            lease.Value.Uses++;
        });
        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));
    }

    [Fact]
    public void A_lease_that_was_waited_for_is_charged_as_a_lease()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryCharge(8));
        var waiter = WaitingThread.InLine(tree.Pages, () =>
        {
            using var lease = tree.Pages.Rent(1, s_forever, Entitlement.Memalloc);
            Assert.Throws<InvalidOperationException>(() => tree.Pages.Uncharge(8));
        });
        tree.Pages.Uncharge(1);
        waiter.Finish();
        tree.Pages.Uncharge(7);
    }

    [Fact]
    public void Ordinary_memory_that_comes_free_ends_the_wait_without_a_charge()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryCharge(8));
        var emergency = true;
        var waiter = WaitingThread.InLine(tree.Pages, () =>
        {
            using var lease = tree.Pages.Rent(1, s_forever, Entitlement.Memalloc);
            emergency = lease.IsEmergency;
        });
        tree.Relieve();
        waiter.Finish();
        Assert.Equal((false, 0, 8L), (emergency, tree.Pages.CopyWaiters([]), tree.Pages.Usage));
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void Who_is_not_entitled_does_not_wait()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.Throws<InvalidOperationException>(() => tree.Pages.Rent(1, s_forever).Dispose());
        Assert.False(tree.Bytes.TryRent(1, s_forever, out _, Entitlement.None));
        Assert.False(tree.Objects.TryRent(s_forever, out _));
        Assert.Throws<InvalidOperationException>(() => tree.Instances.Rent(s_forever).Dispose());
    }

    [Fact]
    public void Who_does_not_wait_has_no_turn_before_those_who_do()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Instances.TryCharge(5));
        var waiter = WaitingThread.InLine(tree.Instances, () => tree.Instances.Charge(2, s_forever));
        tree.Instances.Uncharge(1);
        Assert.False(tree.Instances.TryRent(out _, Entitlement.Memalloc));
        tree.Instances.Uncharge(1);
        waiter.Finish();
        tree.Instances.Uncharge(5);
    }

    [Fact]
    public void The_time_of_a_rent_is_over_without_an_exception_for_those_who_ask_so()
    {
        using var tree = new TestTree().Connect().Exhaust();
        var clock = new ManualClock();
        tree.Bytes.Clock = clock;
        Assert.True(tree.Bytes.TryCharge(10_000));
        var rented = true;
        var waiter = WaitingThread.InLine(tree.Bytes, () => rented = tree.Bytes.TryRent(1, TimeSpan.FromHours(1), out _, Entitlement.Memalloc));
        clock.Advance(3_600_000);
        waiter.Finish();
        Assert.False(rented);
        tree.Bytes.Uncharge(10_000);
    }

    private static void Serve(Reserve reserve, long limit, Action rent)
    {
        Assert.True(reserve.TryCharge(limit));
        var waiter = WaitingThread.InLine(reserve, rent);
        reserve.Uncharge(limit);
        waiter.Finish();
    }
}
