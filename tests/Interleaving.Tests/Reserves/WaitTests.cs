// Those who wait for a charge: everybody is served, in order, and nobody stays behind.
using MemallocKit.Reserves;

namespace MemallocKit.Interleaving.Tests.Reserves;

public sealed class WaitTests : IDisposable
{
    private readonly TestZone _zone = new();

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void Who_waits_for_a_charge_gets_it_from_who_holds_it() => Explorer.Bounded(
        () =>
        {
            var line = new Line(ceiling: 1);
            return line.Scenario(line.ChargeAndBack, line.ChargeAndBack);
        },
        preemptions: 3);

    [Fact]
    public void Three_who_need_it_all_get_it_one_after_the_other() => Explorer.Bounded(
        () =>
        {
            var line = new Line(ceiling: 1);
            return line.Scenario(line.ChargeAndBack, line.ChargeAndBack, line.ChargeAndBack);
        },
        preemptions: 2);

    [Fact]
    public void The_first_in_line_is_served_first() => Explorer.Bounded(
        () =>
        {
            var line = new Line(ceiling: 1);
            Assert.True(line.Counter.TryCharge(1));
            return line.Scenario(
                () =>
                {
                    var waiters = new WaitPlace[2];
                    var count = line.Waits.Queue.CopyTo(waiters);
                    Assert.True(line.Counter.TryUncharge(1));
                    line.Waits.Serve(ref line.Counter);

                    // Who was first in line then was served no later than the other.
                    if (count == 2)
                        Assert.False(line.Waits.Queue.IsWaiting(line.Places[waiters[0].Thread]));
                },
                () => line.WaitAndBack(thread: 1),
                () => line.WaitAndBack(thread: 2));
        },
        preemptions: 2);

    [Fact]
    public void Who_leaves_the_line_passes_its_turn_on() => Explorer.Bounded(
        () =>
        {
            var line = new Line(ceiling: 2);
            Assert.True(line.Counter.TryCharge(1));
            return line.Scenario(
                () =>
                {
                    // Wants both and gives up at any time; whoever came after wants one, which there is.
                    var place = line.Waits.Queue.Enter(ref line.Counter, 2, forLease: false, 1, 0, out _);
                    line.Waits.Serve(ref line.Counter);
                    if (line.Waits.Queue.Leave(ref line.Counter, place) == WaitState.Granted)
                        line.Uncharge(2);
                    else
                        line.Waits.Serve(ref line.Counter);
                },
                () => line.WaitAndBack(thread: 2),
                () => line.Uncharge(1));
        },
        preemptions: 2);

    [Fact]
    public void A_wait_that_times_out_while_it_is_served_ends_one_way_or_the_other() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect();
            Assert.True(reserve.TryCharge(1));
            return AtRest(
                reserve,
                connection,
                () => reserve.Uncharge(1),
                () =>
                {
                    if (reserve.TryCharge(1, TimeSpan.FromMilliseconds(1)))
                        reserve.Uncharge(1);
                });
        },
        preemptions: 3);

    [Fact]
    public void Behind_one_whose_time_is_over_the_next_is_served() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect();
            Assert.True(reserve.TryCharge(1));
            return AtRest(
                reserve,
                connection,
                () => reserve.Uncharge(1),
                () =>
                {
                    if (reserve.TryCharge(1, TimeSpan.FromMilliseconds(1)))
                        reserve.Uncharge(1);
                },
                () =>
                {
                    Assert.True(reserve.TryCharge(1, Timeout.InfiniteTimeSpan));
                    reserve.Uncharge(1);
                });
        },
        preemptions: 1);

    [Fact]
    public void Behind_one_who_wanted_more_and_whose_time_is_over_the_next_is_served() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect(limit: 2);
            Assert.True(reserve.TryCharge(1));
            return new Scenario(
                () =>
                {
                    reserve.Uncharge(1);
                    Assert.Equal((0L, 0), (reserve.Usage, reserve.CopyWaiters([])));
                    connection.Dispose();
                },
                () => Assert.False(reserve.TryCharge(2, TimeSpan.FromMilliseconds(1))),
                () =>
                {
                    // Nobody makes room: it is the other's leaving that lets this one through.
                    Assert.True(reserve.TryCharge(1, Timeout.InfiniteTimeSpan));
                    reserve.Uncharge(1);
                });
        },
        preemptions: 2);

    [Fact]
    public void A_disconnection_sends_away_who_waits() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect();
            Assert.True(reserve.TryCharge(1));
            var (sent, served) = (false, false);
            return new Scenario(
                () =>
                {
                    Assert.True(sent || served);
                    Assert.Equal(0, reserve.CopyWaiters([]));
                    connection.Dispose();
                    _zone.AssertAtRest();
                },
                () =>
                {
                    reserve.Uncharge(1);
                    try
                    {
                        connection.Dispose();
                    }
                    catch (InvalidOperationException)
                    {
                        // The waiter was served before.
                        Assert.True(reserve.IsConnected);
                    }
                },
                () =>
                {
                    served = reserve.TryCharge(1, Timeout.InfiniteTimeSpan);
                    sent = !served;
                    if (served)
                        reserve.Uncharge(1);
                });
        },
        preemptions: 2);

    [Fact]
    public void A_limit_that_falls_below_what_somebody_waits_for_sends_it_away() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect(limit: 2);
            Assert.True(reserve.TryCharge(1));
            return AtRest(
                reserve,
                connection,
                () =>
                {
                    // Refused when the waiter has them both; it had them for good then.
                    reserve.TryResize(1);
                    reserve.Uncharge(1);
                },
                () =>
                {
                    if (reserve.TryCharge(2, Timeout.InfiniteTimeSpan))
                        reserve.Uncharge(2);
                    else
                        Assert.Equal(1, reserve.Ceiling);
                });
        },
        preemptions: 2);

    private static Scenario AtRest(PageReserve reserve, ReserveConnection connection, params Action[] threads) => new(
        () =>
        {
            Assert.Equal((0L, 0), (reserve.Usage, reserve.CopyWaiters([])));
            Assert.True(reserve.TryCharge(1));
            reserve.Uncharge(1);
            connection.Dispose();
        },
        threads);

    private (PageReserve Reserve, ReserveConnection Connection) Connect(long limit = 1)
    {
        VirtualTime.Milliseconds = 0;
        var reserve = new PageReserve("pages", new ReserveGroup("root"), limit) { Clock = new Clock() };
        return (reserve, reserve.Connect(_zone.Zone));
    }

    private sealed class Clock : WaitClock
    {
        public override long Milliseconds => VirtualTime.Milliseconds;
    }

    /// <summary>A counter and its line without a reserve around them.</summary>
    private sealed class Line
    {
        public ChargeCounter Counter;

        public Line(long ceiling) => Counter.RaiseCeiling(ceiling);

        public WaitLine Waits { get; } = new();

        /// <summary>Which place each thread has.</summary>
        public int[] Places { get; } = [WaitPlace.None, WaitPlace.None, WaitPlace.None];

        public Scenario Scenario(params Action[] threads) => new(
            () => Assert.Equal((0L, 0, false), (Counter.Usage, Waits.Queue.CopyTo([]), Counter.HasWaiters)),
            threads);

        public void ChargeAndBack()
        {
            if (!Counter.TryCharge(1))
            {
                WaitAndBack(thread: 0);
                return;
            }

            Uncharge(1);
        }

        public void WaitAndBack(int thread)
        {
            var place = Waits.Queue.Enter(ref Counter, 1, forLease: false, thread, 0, out _);
            Places[thread] = place;
            Waits.Serve(ref Counter);
            while (Waits.Queue.IsWaiting(place))
                Waits.Sleep(place, int.MaxValue);
            Assert.Equal(WaitState.Granted, Waits.Queue.Leave(ref Counter, place));
            Uncharge(1);
        }

        public void Uncharge(long amount)
        {
            // As reserves do it.
            if (Counter.TryUnchargeAtOnce(amount))
                return;
            Assert.True(Counter.TryUncharge(amount));
            if (Counter.HasWaiters)
                Waits.Serve(ref Counter);
        }
    }
}
