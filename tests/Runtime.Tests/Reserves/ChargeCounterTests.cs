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
        var granted = false;
        var charger = new Thread(() => granted = books.Counter.TryCharge(6));
        charger.Start();
        Assert.False(charger.Join(20));
        Assert.True(books.Counter.TryUncharge(1));
        books.Counter.Release(8);
        charger.Join();
        Assert.Equal((true, 7L), (granted, books.Counter.Usage));
        Assert.False(books.Counter.TryCharge(long.MaxValue));
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
