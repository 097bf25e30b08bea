// The books of a reserve under every schedule: exact, never over the ceiling, and no refusal of what fits.
using MemallocKit.Reserves;

namespace MemallocKit.Interleaving.Tests.Reserves;

public class ChargeCounterTests
{
    [Fact]
    public void Of_two_charges_that_fit_alone_but_not_together_one_is_granted() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 3);
        return new Scenario(
            () => Assert.Equal((1, 2L, 2L), (books.Granted, books.Counter.Usage, books.Counter.Peak)),
            () => books.TryCharge(2),
            () => books.TryCharge(2));
    });

    [Fact]
    public void Charges_and_leases_that_fit_together_are_all_granted_and_leave_nothing() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 2);
        return new Scenario(
            () => Assert.Equal(0, books.Counter.Usage),
            () =>
            {
                Assert.True(books.Counter.TryCharge(1));
                Assert.True(books.TryUncharge(1));
            },
            () =>
            {
                Assert.True(books.Counter.TryEnter(1));
                books.Inside(static () => { });
                books.Counter.Exit();
                books.Counter.Enter();
                books.Inside(static () => { });
                books.Counter.Exit(settled: 1);
            });
    });

    [Fact]
    public void Three_who_fit_two_at_a_time_never_pass_the_ceiling() => Explorer.Bounded(
        static () =>
        {
            var books = new Books(ceiling: 2);
            return new Scenario(
                () => Assert.InRange(books.Granted, 2, 3),
                ChargeAndBack,
                ChargeAndBack,
                ChargeAndBack);

            void ChargeAndBack()
            {
                if (!books.TryCharge(1))
                    return;
                Assert.InRange(Interlocked.Increment(ref books.Held), 1, 2);
                Interlocked.Decrement(ref books.Held);
                Assert.True(books.TryUncharge(1));
            }
        },
        preemptions: 2);

    [Fact]
    public void Uncharge_never_takes_back_what_a_lease_holds() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 5);
        Assert.True(books.Counter.TryCharge(1));
        var taken = false;
        return new Scenario(
            () =>
            {
                Assert.True(taken);
                Assert.Equal(0, books.Counter.Usage);
            },
            () =>
            {
                Assert.True(books.Counter.TryEnter(2));
                books.Counter.Exit();
                books.Counter.Enter();
                books.Counter.Exit(settled: 2);
            },
            () =>
            {
                // Whatever the lease is at, one unit is accounted for and no more.
                Assert.False(books.TryUncharge(2));
                taken = books.Counter.TryUncharge(1);
                Assert.False(books.TryUncharge(1));
            });
    });

    [Fact]
    public void A_ceiling_that_cannot_be_lowered_refuses_nobody() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 4);
        Assert.True(books.Counter.TryCharge(2));
        return new Scenario(
            () => Assert.Equal(2, books.Counter.Usage),
            () => Assert.False(books.Counter.TryLowerCeiling(1)),
            () =>
            {
                Assert.True(books.Counter.TryCharge(2));
                Assert.True(books.TryUncharge(2));
            });
    });

    [Fact]
    public void A_ceiling_lowered_below_a_charge_refuses_one_of_the_two() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 4);
        var lowered = false;
        return new Scenario(
            () =>
            {
                Assert.Equal(1, books.Granted + (lowered ? 1 : 0));
                Assert.Equal(!lowered, books.TryUncharge(3));
                Assert.False(books.Counter.TryCharge(lowered ? 3 : 5));
            },
            () => lowered = books.Counter.TryLowerCeiling(2),
            () => books.TryCharge(3));
    });

    [Fact]
    public void A_hold_that_is_taken_back_delays_charges_and_refuses_none() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 2);
        return new Scenario(
            () => Assert.Equal(0, books.Counter.Usage),
            () =>
            {
                if (books.Counter.TryHold(0))
                {
                    books.Inside(static () => { });
                    books.Counter.Exit();
                }
            },
            () =>
            {
                Assert.True(books.Counter.TryEnter(2));
                books.Inside(static () => { });
                books.Counter.Exit();
                books.Counter.Enter();
                books.Counter.Exit(settled: 2);
            });
    });

    [Fact]
    public void Usage_and_peak_read_meanwhile_are_figures_that_were_true() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 5);
        Assert.True(books.Counter.TryCharge(1));
        return new Scenario(
            () => Assert.Equal((3L, 3L), (books.Counter.Usage, books.Counter.Peak)),
            () =>
            {
                Assert.True(books.Counter.TryLowerCeiling(3));
                Assert.True(books.Counter.TryCharge(2));
            },
            () =>
            {
                Assert.True(books.Counter.Usage is 1 or 3);
                Assert.True(books.Counter.Peak is 1 or 3);
            });
    });

    [Fact]
    public void Once_somebody_waits_newcomers_are_refused_and_the_head_of_the_line_is_not() => Explorer.All(static () =>
    {
        var books = new Books(ceiling: 1);
        var waits = 0;
        return new Scenario(
            static () => { },
            () =>
            {
                books.Counter.SetWaiting(true);
                Volatile.Write(ref waits, 1);

                // Whoever came before the mark is on its way out, and nobody comes after it.
                var wait = new SpinWait();
                while (!books.Counter.TryEnter(1, pastWaiters: true))
                    wait.SpinOnce();
                books.Counter.Exit();
            },
            () =>
            {
                var late = Volatile.Read(ref waits) != 0;
                var granted = books.Counter.TryCharge(1);
                Assert.False(late && granted);
                if (granted)
                    Assert.True(books.TryUncharge(1));
            });
    });

    private sealed class Books
    {
        public ChargeCounter Counter;
        public int Granted;
        public int Held;
        private int _inside;

        public Books(long ceiling) => Counter.RaiseCeiling(ceiling);

        public bool TryCharge(long amount)
        {
            var granted = Counter.TryCharge(amount);
            if (granted)
                Granted++;
            return granted;
        }

        /// <summary>As reserves do it.</summary>
        public bool TryUncharge(long amount) => Counter.TryUnchargeAtOnce(amount) || Counter.TryUncharge(amount);

        /// <summary>What the gate is there for: nobody else is in here.</summary>
        public void Inside(Action work)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            work();
            Assert.Equal(0, Interlocked.Decrement(ref _inside));
        }
    }
}
