// Contexts: entitlement of a thread, nesting, misuse, priming.
using System.Runtime;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

public class MemallocScopeTests
{
    [Fact]
    public void Entitlement_ends_with_the_outermost_scope()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using (MemallocScope.Enter([tree.Group]))
        {
            using (MemallocScope.Enter([tree.Group]))
                Assert.True(CanRent(tree));
            Assert.True(CanRent(tree));
        }

        Assert.False(CanRent(tree));
    }

    [Fact]
    public void A_scope_entered_through_a_handle_entitles_the_thread_and_nests_with_the_others()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var other = Zones.OfPages(16, "other");
        var handle = other.GetHandle();
        using (MemallocScope.Enter([tree.Group], in handle))
        {
            using (MemallocScope.Enter([tree.Group]))
                Assert.True(CanRent(tree));
            using (MemallocScope.Enter([tree.Group], in handle))
                Assert.True(CanRent(tree));
            Assert.True(CanRent(tree));
        }

        Assert.False(CanRent(tree));
        tree.Disconnect();
        try
        {
            using var memalloc = MemallocScope.Enter([tree.Group], in handle);
            Assert.Fail("Entered with an unconnected node.");
        }
        catch (InvalidOperationException e)
        {
            Assert.Contains("'group'", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_threads_are_not_entitled()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        var rented = true;
        var thread = new Thread(() => rented = CanRent(tree));
        thread.Start();
        thread.Join();
        Assert.False(rented);
    }

    [Fact]
    public void Entering_while_a_node_is_not_connected_is_refused_by_name()
    {
        using var tree = new TestTree();
        using var part = tree.Pages.Connect(tree.Zone);
        try
        {
            using var memalloc = MemallocScope.Enter([tree.Pages, tree.Objects]);
            Assert.Fail("Entered with an unconnected node.");
        }
        catch (InvalidOperationException e)
        {
            Assert.Contains("'objects'", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scope_left_twice_or_out_of_order_is_refused()
    {
        using var tree = new TestTree().Connect();
        var outer = MemallocScope.Enter([tree.Root]);
        var inner = MemallocScope.Enter([tree.Root]);
        AssertRefused(outer);
        inner.Dispose();
        AssertRefused(inner);
        outer.Dispose();
        AssertRefused(outer);
        AssertRefused(default);
        using var next = MemallocScope.Enter([tree.Root]);
        AssertRefused(outer);

        static void AssertRefused(MemallocScope scope)
        {
            try
            {
                scope.Dispose();
                Assert.Fail("A scope was left that is not the current one.");
            }
            catch (InvalidOperationException)
            {
            }
        }
    }

    [Fact]
    public void Priming_touches_every_reserve_below_and_leaves_the_books_as_they_were()
    {
        using var tree = new TestTree().Connect();
        var free = tree.Zone.FreePages;
        MemallocScope.Prime([tree.Root]);
        Assert.Equal(free, tree.Zone.FreePages);
        Assert.All(tree.Reserves, static reserve => Assert.True(reserve.Peak > 0, reserve.Name));
        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));
    }

    [Fact]
    public void After_priming_the_first_rent_under_shortage_compiles_nothing()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var items = new ObjectReserve<RentedHereOnly>("items", root, 4);
        using var connection = root.Connect(zone);
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        MemallocScope.Prime([root]);
        using var pressure = MemoryPressure.Exhaust(zone);
        using var memalloc = MemallocScope.Enter([root]);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        var rented = items.TryRent(out var lease);
        lease.Value.Id = 1;
        var emergency = lease.IsEmergency;
        lease.Dispose();
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Assert.Equal((true, true, 0), (rented, emergency, compiled));
    }

    /// <summary>Code over it is compiled for it alone, so no other test can have run it first.</summary>
    private struct RentedHereOnly
    {
        public long Id;
    }

    private static bool CanRent(TestTree tree)
    {
        var rented = tree.Pages.TryRent(out var lease);
        lease.Dispose();
        return rented;
    }
}
