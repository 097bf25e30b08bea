// Code with known mistakes, which the explorer has to find: else its silence about the product would mean nothing.
using MemallocKit.Interleaving;

namespace MemallocKit.Interleaving.Tests;

public class PlantedBugTests
{
    [Fact]
    public void A_check_then_act_is_found_and_its_schedule_repeats_it()
    {
        var failure = Assert.Throws<InterleavingException>(static () => Explorer.All(CheckThenAct));
        Assert.Contains("2 of 1", failure.Message, StringComparison.Ordinal);
        var again = Assert.Throws<InterleavingException>(() => Explorer.Replay(CheckThenAct, failure.Schedule));
        Assert.Equal(failure.Schedule, again.Schedule);
    }

    [Fact]
    public void A_check_then_act_needs_one_preemption()
    {
        Explorer.Bounded(CheckThenAct, preemptions: 0);
        Assert.Throws<InterleavingException>(static () => Explorer.Bounded(CheckThenAct, preemptions: 1));
    }

    [Fact]
    public void A_check_then_act_is_found_by_chance() =>
        Assert.Throws<InterleavingException>(static () => Explorer.Random(CheckThenAct, schedules: 1000));

    [Fact]
    public void A_lost_wake_up_is_found_as_nobody_going_on()
    {
        var failure = Assert.Throws<InterleavingException>(static () => Explorer.All(static () =>
        {
            var (ready, waiting, woken) = (0, 0, 0);
            return new Scenario(
                static () => { },
                () =>
                {
                    // Looks first and gets in line afterwards.
                    if (Volatile.Read(ref ready) != 0)
                        return;
                    Volatile.Write(ref waiting, 1);
                    var wait = new SpinWait();
                    while (Volatile.Read(ref woken) == 0)
                        wait.SpinOnce();
                },
                () =>
                {
                    Volatile.Write(ref ready, 1);
                    if (Volatile.Read(ref waiting) != 0)
                        Volatile.Write(ref woken, 1);
                });
        }));
        Assert.Contains("Nobody can go on", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locks_taken_in_two_orders_are_found()
    {
        var failure = Assert.Throws<InterleavingException>(static () => Explorer.All(static () =>
        {
            var (a, b) = (new Lock(), new Lock());
            return new Scenario(static () => { }, () => Take(a, b), () => Take(b, a));
        }));
        Assert.Contains("Nobody can go on", failure.Message, StringComparison.Ordinal);

        static void Take(Lock first, Lock second)
        {
            lock (first)
            {
                lock (second)
                {
                }
            }
        }
    }

    [Fact]
    public void An_aba_is_found()
    {
        // A stack whose pop compares the head alone: while it sleeps, the head goes, another goes, and the head comes back.
        Assert.Throws<InterleavingException>(static () => Explorer.All(static () =>
        {
            var next = new[] { -1, 0, 1 };
            var head = 2;
            var owned = new int[3];
            return new Scenario(
                static () => { },
                () => Own(owned, Pop(ref head, next)),
                () =>
                {
                    var first = Pop(ref head, next);
                    Own(owned, Pop(ref head, next));
                    if (first >= 0)
                        Push(ref head, next, first);
                    Own(owned, Pop(ref head, next));
                });
        }));

        static void Own(int[] owned, int item)
        {
            if (item >= 0)
                Assert.Equal(1, ++owned[item]);
        }

        static int Pop(ref int head, int[] next)
        {
            while (true)
            {
                var first = Volatile.Read(ref head);
                if (first < 0)
                    return first;
                var second = Volatile.Read(ref next[first]);
                if (Interlocked.CompareExchange(ref head, second, first) == first)
                    return first;
            }
        }

        static void Push(ref int head, int[] next, int item)
        {
            int first;
            do
            {
                first = Volatile.Read(ref head);
                Volatile.Write(ref next[item], first);
            }
            while (Interlocked.CompareExchange(ref head, item, first) != first);
        }
    }

    [Fact]
    public void Schedules_that_differ_in_steps_that_commute_are_run_once()
    {
        // Three writes each, in any order: 6 choose 3. To start is a step too, which commutes with everything: 8 choose 4 with it.
        Assert.Equal(20, Explorer.All(static () => Steps(new int[2], shared: true)));
        Assert.Equal(1, Explorer.All(static () => Steps(new int[2], shared: false)));
        Assert.Equal(70, Explorer.Bounded(static () => Steps(new int[2], shared: false), preemptions: 10));

        static Scenario Steps(int[] words, bool shared) => new(
            static () => { },
            () => Write(ref words[0]),
            () => Write(ref words[shared ? 0 : 1]));

        static void Write(ref int word)
        {
            for (var step = 0; step < 3; step++)
                Interlocked.Increment(ref word);
        }
    }

    private static Scenario CheckThenAct()
    {
        var (used, limit) = (0, 1);
        return new Scenario(
            () => Assert.True(used <= limit, $"{used} of {limit}"),
            () => Charge(ref used, limit),
            () => Charge(ref used, limit));

        static void Charge(ref int used, int limit)
        {
            if (Volatile.Read(ref used) < limit)
                Interlocked.Increment(ref used);
        }
    }
}
