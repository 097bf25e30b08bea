// What a full heap can afford: a wait allocates no managed memory, whether it is served, timed out or cancelled.
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

[Collection(Allocations.Name)]
public class WaitingAllocationTests
{
    [Fact]
    public void A_wait_allocates_no_managed_memory_however_it_ends()
    {
        using var tree = new TestTree().Connect().Exhaust();
        MemallocScope.Prime([tree.Root]);
        using var source = new CancellationTokenSource();
        Assert.True(tree.Pages.TryCharge(8));
        var stop = false;
        var other = new TestThreads(1, _ =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (tree.Pages.CopyWaiters([]) > 0)
                {
                    tree.Pages.Uncharge(1);
                    WaitingThread.Await(() => tree.Pages.TryCharge(1));
                }

                if (tree.Objects.CopyWaiters([]) > 0)
                    source.Cancel();
            }
        });
        Assert.True(tree.Objects.TryCharge(100));
        Assert.True(tree.Bytes.TryCharge(10_000));
        var (served, late, cancelled) = (false, true, true);
        void Wait(CancellationToken token)
        {
            served = tree.Pages.TryRent(1, Timeout.InfiniteTimeSpan, out var page, Entitlement.Memalloc);
            page.Dispose();
            late = tree.Bytes.TryRent(100, TimeSpan.FromMilliseconds(1), out _, Entitlement.Memalloc);
            cancelled = tree.Objects.TryRent(token.CanBeCanceled ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(1), out _, Entitlement.Memalloc, token);
        }

        Wait(default);
        Assert.False(source.IsCancellationRequested && !served);
        Assert.Equal(0, Allocations.Count(() => Wait(source.Token)));
        Assert.Equal((true, false, false), (served, late, cancelled));
        Volatile.Write(ref stop, true);
        other.Join();
        tree.Pages.Uncharge(8);
        tree.Objects.Uncharge(100);
        tree.Bytes.Uncharge(10_000);
    }
}
