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
    public void A_ceiling_lowered_while_others_charge_holds_from_then_on_or_changes_nothing()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);
        var stop = false;
        var refused = 0;
        var chargers = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                // Three threads of two fit under eight at any time: only a lowered ceiling may refuse.
                if (books.Counter.TryCharge(2))
                    books.Counter.TryUncharge(2);
                else
                    Interlocked.Increment(ref refused);
            }
        })).ToList();
        chargers.ForEach(static thread => thread.Start());
        var lowered = 0;
        for (var round = 0; round < 200_000; round++)
        {
            if (!books.Counter.TryLowerCeiling(0))
                continue;
            lowered++;
            Assert.False(books.Counter.TryCharge(1));
            books.Counter.RaiseCeiling(8);
        }

        Volatile.Write(ref stop, true);
        chargers.ForEach(static thread => thread.Join());
        Assert.Equal(0, books.Counter.Usage);
        Assert.True(lowered > 0 || refused == 0);
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

    private sealed class Books
    {
        public ChargeCounter Counter;
    }
}
