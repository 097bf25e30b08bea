// Many threads that wait, give up and hand over: nobody hangs, nothing is granted beyond the limit, the books are right at rest.
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

public class WaitingStressTests
{
    private const int Threads = 6;
    private const int Rounds = 600;

    [Fact]
    public void Threads_that_wait_for_more_than_there_is_all_get_their_turn()
    {
        using var tree = new TestTree().Connect().Exhaust();
        long charged = 0;
        new TestThreads(Threads, number =>
        {
            var random = new Random(number);
            for (var round = 0; round < Rounds; round++)
            {
                var amount = random.Next(1, 9);
                tree.Pages.Charge(amount, Timeout.InfiniteTimeSpan);
                Assert.True(Interlocked.Add(ref charged, amount) <= 8);
                Interlocked.Add(ref charged, -amount);
                tree.Pages.Uncharge(amount);
            }
        }).Join();
        Assert.Equal((0L, 0), (tree.Pages.Usage, tree.Pages.CopyWaiters([])));
    }

    [Fact]
    public void Giving_up_at_any_moment_loses_neither_turns_nor_charges()
    {
        using var tree = new TestTree().Connect().Exhaust();
        new TestThreads(Threads, number =>
        {
            var random = new Random(number);
            for (var round = 0; round < Rounds; round++)
            {
                // Half of the threads wait for good; were a turn lost by the others, they would hang.
                var patience = number % 2 == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(random.Next(3) * 5000);
                if (tree.Pages.TryRent(1, patience, out var page, Entitlement.Memalloc))
                    page.Dispose();
                var amount = random.Next(1, 9);
                if (tree.Pages.TryCharge(amount, patience))
                    tree.Pages.Uncharge(amount);
            }
        }).Join();
        Assert.Equal((0L, 0), (tree.Pages.Usage, tree.Pages.CopyWaiters([])));
        Assert.True(tree.Pages.TryCharge(8));
        tree.Pages.Uncharge(8);
    }

    [Fact]
    public void Disconnecting_while_threads_wait_ends_their_wait()
    {
        for (var round = 0; round < 50; round++)
        {
            using var tree = new TestTree().Connect().Exhaust();
            var threads = new TestThreads(3, _ =>
            {
                while (tree.Pages.IsConnected)
                {
                    try
                    {
                        tree.Pages.Charge(5, Timeout.InfiniteTimeSpan);
                        tree.Pages.Uncharge(5);
                        using var page = tree.Pages.Rent(1, Timeout.InfiniteTimeSpan, Entitlement.Memalloc);
                    }
                    catch (InvalidOperationException)
                    {
                    }
                }
            });
            WaitingThread.Await(() =>
            {
                try
                {
                    tree.Disconnect();
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            });
            threads.Join();
            Assert.Equal((0L, 0), (tree.Pages.Usage, tree.Pages.CopyWaiters([])));
        }
    }
}
