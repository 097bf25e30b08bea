// Entitlement of an object: counted, cleared by the last.
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

public class MemallocHolderTests
{
    [Fact]
    public void Only_the_first_sets_and_only_the_last_clears()
    {
        var holder = new MemallocHolder();
        Assert.Equal((false, Entitlement.Thread), (holder.IsSet, holder.Entitlement));
        Assert.True(holder.Set());
        Assert.False(holder.Set());
        Assert.False(holder.Clear());
        Assert.Equal((true, Entitlement.Memalloc), (holder.IsSet, holder.Entitlement));
        Assert.True(holder.Clear());
        Assert.Equal((false, Entitlement.Thread), (holder.IsSet, holder.Entitlement));
    }

    [Fact]
    public void Clearing_what_is_not_set_is_refused_and_changes_nothing()
    {
        var holder = new MemallocHolder();
        Assert.Throws<InvalidOperationException>(() => holder.Clear());
        Assert.True(holder.Set());
        Assert.True(holder.Clear());
        Assert.Throws<InvalidOperationException>(() => holder.Clear());
        Assert.True(holder.Set());
    }

    [Fact]
    public void Rents_for_the_object_are_entitled_while_it_is_set()
    {
        using var tree = new TestTree().Connect().Exhaust();
        var holder = new MemallocHolder();
        Assert.False(tree.Pages.TryRent(out _, holder.Entitlement));
        holder.Set();
        Assert.True(tree.Pages.TryRent(out var lease, holder.Entitlement));
        lease.Dispose();
        Assert.False(tree.Pages.TryRent(out _, Entitlement.None));
        holder.Clear();
        Assert.False(tree.Pages.TryRent(out _, holder.Entitlement));
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Pages.TryRent(out lease, holder.Entitlement));
        lease.Dispose();
    }

    [Fact]
    public void Users_that_come_and_go_on_many_threads_set_as_often_as_they_clear()
    {
        var holder = new MemallocHolder();
        var (sets, clears) = (0, 0);
        new TestThreads(4, _ =>
        {
            for (var round = 0; round < 20_000; round++)
            {
                if (holder.Set())
                    Interlocked.Increment(ref sets);
                Assert.True(holder.IsSet);
                if (holder.Clear())
                    Interlocked.Increment(ref clears);
            }
        }).Join();
        Assert.False(holder.IsSet);
        Assert.Equal(sets, clears);
        Assert.InRange(sets, 1, 80_000);
    }
}
