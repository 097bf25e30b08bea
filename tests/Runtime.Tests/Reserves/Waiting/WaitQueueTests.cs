// The line alone: what each step does to places and to the mark on the counter.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

public class WaitQueueTests
{
    private readonly WaitQueue _queue = new(places: 2);
    private ChargeCounter _charge;

    public WaitQueueTests()
    {
        _charge.RaiseCeiling(10);
        Assert.True(_charge.TryCharge(10));
    }

    [Fact]
    public void The_mark_stands_as_long_as_somebody_is_in_line()
    {
        var first = Enter(1);
        var second = Enter(1);
        Assert.True(_charge.HasWaiters);
        Assert.Equal(WaitState.Waiting, _queue.Leave(ref _charge, first));
        Assert.True(_charge.HasWaiters);
        Assert.Equal(WaitState.Waiting, _queue.Leave(ref _charge, second));
        Assert.False(_charge.HasWaiters);
    }

    [Fact]
    public void A_charge_that_was_granted_is_the_leavers()
    {
        var place = Enter(4);
        Assert.Equal(WaitPlace.None, _queue.TryServe(ref _charge));
        Assert.True(_charge.TryUncharge(4));
        Assert.Equal(place, _queue.TryServe(ref _charge));
        Assert.False(_queue.IsWaiting(place));
        Assert.Equal(10, _charge.Usage);
        Assert.Equal(WaitState.Granted, _queue.Leave(ref _charge, place));
        Assert.Equal(10, _charge.Usage);
    }

    [Fact]
    public void What_is_granted_for_a_lease_cannot_be_taken_back_as_a_charge()
    {
        var lease = Enter(4, forLease: true);
        Assert.True(_charge.TryUncharge(10));
        Assert.Equal(lease, _queue.TryServe(ref _charge));
        var charge = Enter(3);
        Assert.Equal(charge, _queue.TryServe(ref _charge));
        Assert.False(_charge.TryUncharge(4));
        Assert.True(_charge.TryUncharge(3));
        Assert.False(_charge.TryUncharge(1));
    }

    [Fact]
    public void A_full_line_takes_nobody_until_a_place_is_given_up()
    {
        var first = Enter(1);
        Enter(1);
        Assert.Equal(WaitPlace.None, _queue.Enter(ref _charge, 1, false, 7, 0, out var state));
        Assert.Equal(WaitState.Free, state);
        Assert.True(_charge.TryUncharge(1));
        Assert.Equal(first, _queue.TryServe(ref _charge));
        Assert.Equal(WaitPlace.None, _queue.Enter(ref _charge, 1, false, 7, 0, out _));
        _queue.Leave(ref _charge, first);
        Assert.Equal(first, Enter(1));
    }

    [Fact]
    public void A_disconnection_sends_everybody_away()
    {
        var first = Enter(1);
        var second = Enter(10);
        Assert.True(_charge.TryUncharge(10));
        Assert.True(_charge.TryLowerCeiling(0));
        Assert.Equal(first, _queue.TryRefuse(ref _charge, WaitState.Disconnected));
        Assert.Equal(second, _queue.TryRefuse(ref _charge, WaitState.Disconnected));
        Assert.Equal(WaitPlace.None, _queue.TryRefuse(ref _charge, WaitState.Disconnected));
        Assert.False(_charge.HasWaiters);
        Assert.Equal(WaitState.Disconnected, _queue.Leave(ref _charge, first));
        Assert.Equal(WaitPlace.None, _queue.Enter(ref _charge, 1, false, 7, 0, out var state));
        Assert.Equal(WaitState.TooLarge, state);
    }

    [Fact]
    public void Leaving_the_middle_keeps_the_order_of_the_others()
    {
        var queue = new WaitQueue(places: 3);
        Span<int> places = stackalloc int[3];
        for (var i = 0; i < places.Length; i++)
            places[i] = queue.Enter(ref _charge, i + 1, false, 100 + i, 0, out _);
        queue.Leave(ref _charge, places[1]);
        var line = new WaitPlace[3];
        Assert.Equal(2, queue.CopyTo(line));
        Assert.Equal([100, 102], [line[0].Thread, line[1].Thread]);
        Assert.True(_charge.TryUncharge(10));
        Assert.Equal(places[0], queue.TryServe(ref _charge));
        Assert.Equal(places[2], queue.TryServe(ref _charge));
    }

    private int Enter(long amount, bool forLease = false) => _queue.Enter(ref _charge, amount, forLease, thread: 7, now: 0, out _);
}
