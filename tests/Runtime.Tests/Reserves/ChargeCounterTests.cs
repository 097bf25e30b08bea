// The books under several threads: never over the ceiling, never lost, lowered exactly.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

public class ChargeCounterTests
{
    [Fact]
    public void The_last_unit_can_be_charged_and_not_one_more()
    {
        var counter = new ChargeCounter();
        counter.RaiseCeiling(3);
        Assert.True(counter.TryCharge(2));
        Assert.True(counter.TryCharge(1));
        Assert.False(counter.TryCharge(1));
        Assert.False(counter.TryUncharge(4));
        Assert.True(counter.TryUncharge(3));
        Assert.Equal((0L, 3L), (counter.Usage, counter.Peak));
    }

    [Fact]
    public void Threads_that_charge_at_once_never_pass_the_ceiling_and_leave_nothing()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(10);
        long held = 0;
        var most = new long[4];
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (var step = 0; step < 100_000; step++)
            {
                var amount = random.Next(1, 8);
                if (!books.Counter.TryCharge(amount))
                    continue;
                Assert.True(Interlocked.Add(ref held, amount) <= 10);
                Interlocked.Add(ref held, -amount);
                Assert.True(books.Counter.TryUncharge(amount));
            }
        });
        Assert.Equal(0, books.Counter.Usage);
        Assert.InRange(books.Counter.Peak, 1, 10);
    }

    [Fact]
    public void A_ceiling_that_cannot_be_lowered_refuses_nobody_meanwhile()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);

        // Held throughout, so that lowering to nothing always fails; three threads of two fit beside it at any time.
        Assert.True(books.Counter.TryCharge(2));
        var refused = WhileOthersCharge(books, rounds: 200_000, () => Assert.False(books.Counter.TryLowerCeiling(0)));
        Assert.Equal((0, 2L), (refused, books.Counter.Usage));
    }

    [Fact]
    public void A_ceiling_that_was_lowered_lets_nothing_through_until_it_is_raised()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);
        WhileOthersCharge(books, rounds: 5_000, () =>
        {
            // Succeeds only at a moment when nobody holds a charge, which a charger that was preempted has to be let come to.
            while (!books.Counter.TryLowerCeiling(0))
                Thread.Yield();
            Assert.Equal(0, books.Counter.Usage);
            Assert.False(books.Counter.TryCharge(1));
            Assert.Equal(0, books.Counter.Usage);
            books.Counter.RaiseCeiling(8);
        });
        Assert.Equal(0, books.Counter.Usage);
    }

    [Fact]
    public void A_charge_waits_for_a_change_to_be_decided_and_is_granted_when_nothing_changed()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);
        Assert.True(books.Counter.TryCharge(2));
        Assert.False(books.Counter.TryHold(1));
        Assert.True(books.Counter.TryHold(2));

        // What cannot be granted either way does not wait.
        Assert.False(books.Counter.TryCharge(7));
        var granted = false;
        var charger = new Thread(() => granted = books.Counter.TryCharge(6));
        charger.Start();
        Assert.False(charger.Join(20));
        books.Counter.ExitWithCeiling(8);
        charger.Join();
        Assert.Equal((true, 8L), (granted, books.Counter.Usage));
        Assert.False(books.Counter.TryCharge(long.MaxValue));
    }

    [Fact]
    public void What_leases_hold_cannot_be_uncharged()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(10);
        Assert.True(books.Counter.TryEnter(6));
        books.Counter.Exit();
        Assert.True(books.Counter.TryCharge(3));
        Assert.False(books.Counter.TryUncharge(4));
        Assert.True(books.Counter.TryUncharge(3));
        Assert.False(books.Counter.TryUncharge(1));
        Assert.Equal((6L, 9L), (books.Counter.Usage, books.Counter.Peak));
        books.Counter.Enter();
        books.Counter.Exit(settled: 6);
        Assert.Equal(0, books.Counter.Usage);
    }

    [Fact]
    public void While_somebody_waits_only_the_head_of_the_line_is_granted_a_charge()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(10);
        Assert.True(books.Counter.TryCharge(1));
        Assert.False(books.Counter.HasWaiters);
        books.Counter.SetWaiting(true);
        Assert.True(books.Counter.HasWaiters);
        Assert.False(books.Counter.TryCharge(1));
        Assert.False(books.Counter.TryEnter(1));
        Assert.False(books.Counter.TryEnter(10, pastWaiters: true));
        Assert.True(books.Counter.TryEnter(9, pastWaiters: true));
        books.Counter.Exit();

        // Making room is for everybody.
        Assert.True(books.Counter.TryUncharge(1));
        books.Counter.SetWaiting(false);
        Assert.True(books.Counter.TryCharge(1));
        Assert.Equal(10, books.Counter.Usage);
    }

    [Fact]
    public void Amounts_near_the_top_saturate_and_are_refused()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(long.MaxValue);
        Assert.False(books.Counter.TryCharge(long.MaxValue));
        Assert.False(books.Counter.TryUncharge(long.MaxValue));
        Assert.True(books.Counter.TryCharge((1L << 42) - 1));
        Assert.False(books.Counter.TryCharge(1));
        Assert.False(books.Counter.HasWaiters);
        Assert.True(books.Counter.TryUncharge((1L << 42) - 1));
        Assert.Equal(0, books.Counter.Usage);
    }

    [Fact]
    public void Threads_that_charge_lease_and_move_the_ceiling_at_once_keep_exact_books()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(10);
        long held = 0;
        var most = new long[4];
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (var step = 0; step < 100_000; step++)
            {
                var amount = random.Next(1, 6);
                var leased = random.Next(2) == 0;
                if (worker == 0)
                {
                    if (books.Counter.TryLowerCeiling(random.Next(0, 11)))
                        books.Counter.RaiseCeiling(10);
                    continue;
                }

                if (!(leased ? books.Counter.TryEnter(amount) : books.Counter.TryCharge(amount)))
                    continue;
                Assert.True(Interlocked.Add(ref held, amount) <= 10);
                if (leased)
                    books.Counter.Exit();
                var usage = books.Counter.Usage;
                Assert.InRange(usage, amount, 10);
                most[worker] = Math.Max(most[worker], usage);
                Assert.False(books.Counter.TryUncharge(11));
                Interlocked.Add(ref held, -amount);
                if (leased)
                {
                    books.Counter.Enter();
                    books.Counter.Exit(settled: amount);
                }
                else
                {
                    Assert.True(books.Counter.TryUncharge(amount));
                }
            }
        });
        Assert.False(books.Counter.TryUncharge(1));
        Assert.Equal((0L, false), (books.Counter.Usage, books.Counter.HasWaiters));
        Assert.InRange(books.Counter.Peak, most.Max(), 10);
    }

    /// <summary>Three threads charge two and take it back, over and over, during many rounds of a change.</summary>
    /// <returns>How often they were refused.</returns>
    private static int WhileOthersCharge(Books books, int rounds, Action round)
    {
        var stop = false;
        var refused = 0;
        var chargers = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (books.Counter.TryCharge(2))
                    books.Counter.TryUncharge(2);
                else
                    Interlocked.Increment(ref refused);
            }
        })).ToList();
        chargers.ForEach(static thread => thread.Start());
        try
        {
            for (var count = 0; count < rounds; count++)
                round();
        }
        finally
        {
            Volatile.Write(ref stop, true);
            chargers.ForEach(static thread => thread.Join());
        }

        return refused;
    }

    private sealed class Books
    {
        public ChargeCounter Counter;
    }
}
