// Leases in storage: content, misuse, and that there is always a place for what is charged.
namespace MemallocKit.Runtime.Tests.Reserves;

public class StoredLeaseTests
{
    [Fact]
    public void What_was_stored_is_there_until_it_is_returned_once()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Bytes.TryRent(100, out var bytes, Entitlement.Memalloc));
        bytes.Span.Fill(7);
        var stored = bytes.Store();
        Assert.True(bytes.Span.IsEmpty);
        Assert.Throws<ObjectDisposedException>(() => default(ByteLease).Store());
        Assert.Equal((100, true, 100L), (stored.Span.Length, stored.IsEmergency, tree.Bytes.Usage));
        Assert.Equal(100, stored.Span.Count((byte)7));
        var copy = stored;
        stored.Dispose();
        Assert.Equal(0, tree.Bytes.Usage);
        AssertGone(copy);
    }

    [Fact]
    public void A_stale_handle_is_caught_though_its_memory_and_place_are_somebody_elses_by_now()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        var stale = lease.Store();
        stale.Dispose();
        for (var round = 0; round < 1000; round++)
        {
            Assert.True(tree.Pages.TryRent(out lease, Entitlement.Memalloc));
            var fresh = lease.Store();
            AssertGone(stale);
            fresh.Dispose();
        }
    }

    [Fact]
    public void A_stale_handle_is_caught_after_the_reserve_was_connected_again()
    {
        using var tree = new TestTree().Connect();
        var stale = StoreOneOrdinary(tree);
        stale.Dispose();
        tree.Disconnect();
        using var again = tree.Root.Connect(tree.Zone);
        var fresh = StoreOneOrdinary(tree);
        AssertGone(stale);
        fresh.Dispose();
    }

    [Fact]
    public void A_zone_does_not_grow_for_the_places_of_the_entitled()
    {
        using var zone = Zones.WithCaches(512, maxPages: 2048);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 4);
        using var connection = root.Connect(zone);
        Assert.True(pages.TryRent(out var first));
        Assert.True(pages.TryRent(out var second));
        using (MemallocScope.Enter([root]))
        {
            while (zone.TryAllocatePages(1, out _))
            {
            }
        }

        var stored = first.Store(Entitlement.Memalloc);
        Assert.Equal((512L, 1L), (zone.TotalPages, pages.Usage));
        stored.Dispose();
        while (zone.TryAllocateEntitled(4096, out _))
        {
        }

        stored = second.Store();
        Assert.True(zone.TotalPages > 512);
        stored.Dispose();
        Assert.Equal(0, pages.Usage);
    }

    [Fact]
    public void Storing_memory_of_a_zone_that_is_gone_is_refused()
    {
        var zone = Zones.OfPages(512);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 4);
        var connection = root.Connect(zone);
        Assert.True(pages.TryRent(out var lease));
        lease.Store();
        Assert.True(pages.TryRent(out lease));
        connection.Dispose();
        zone.Dispose();
        try
        {
            lease.Store();
            Assert.Fail("It was stored.");
        }
        catch (ObjectDisposedException)
        {
        }
    }

    [Fact]
    public void The_default_value_is_refused()
    {
        AssertGone(default);
        Assert.Throws<InvalidOperationException>(() => default(StoredLease<long>).Value);
        Assert.Throws<InvalidOperationException>(default(StoredLease<long>).Dispose);
        Assert.Throws<InvalidOperationException>(() => default(StoredInstance<object>).Value);
        Assert.Throws<InvalidOperationException>(default(StoredInstance<object>).Dispose);
    }

    [Fact]
    public void Objects_are_stored_in_place()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Objects.TryRent(out var lease, Entitlement.Memalloc));
        lease.Value.Id = 42;
        var stored = lease.Store();
        Assert.Equal((42L, true), (stored.Value.Id, stored.IsEmergency));
        stored.Value.Id++;
        Assert.Equal(43, stored.Value.Id);
        stored.Dispose();
        Assert.Throws<InvalidOperationException>(() => stored.Value.Id);
        Assert.Throws<InvalidOperationException>(stored.Dispose);
    }

    [Fact]
    public void Instances_are_stored_and_the_lease_on_the_stack_is_void_with_its_copies()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Instances.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        var stored = lease.Store();
        stored.Value.Uses = 5;
        try
        {
            copy.Dispose();
            Assert.Fail("A copy of a stored lease was accepted.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(1, tree.Instances.Usage);
        }

        stored.Dispose();
        Assert.Throws<InvalidOperationException>(stored.Dispose);
        Assert.Throws<InvalidOperationException>(() => stored.Value);
        Assert.Equal(0, tree.Instances.Usage);
    }

    [Fact]
    public void Disconnecting_is_refused_while_a_charged_lease_is_stored()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        var stored = lease.Store();
        Assert.Throws<InvalidOperationException>(tree.Disconnect);
        stored.Dispose();
    }

    [Fact]
    public void All_that_the_limit_allows_can_be_stored_when_memory_is_gone()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Bytes.TryResize(128_000));
        tree.Exhaust();
        var stored = new StoredLease[128_000 / 64];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < stored.Length; i++)
            {
                Assert.True(tree.Bytes.TryRent(1, out var lease, Entitlement.Memalloc));
                stored[i] = lease.Store();
            }

            Assert.False(tree.Bytes.TryRent(1, out _, Entitlement.Memalloc));
            foreach (var lease in stored)
                lease.Dispose();
        }
    }

    [Fact]
    public void Ordinary_leases_are_stored_in_any_number_and_leave_no_page_behind()
    {
        using var tree = new TestTree().Connect();
        var free = tree.Zone.FreePages;
        var stored = new StoredLease[5000];
        for (var i = 0; i < stored.Length; i++)
        {
            Assert.True(tree.Bytes.TryRent(64, out var lease));
            lease.Span[0] = (byte)i;
            stored[i] = lease.Store();
        }

        for (var i = 0; i < stored.Length; i++)
        {
            Assert.Equal((false, (byte)i), (stored[i].IsEmergency, stored[i].Span[0]));
            stored[i].Dispose();
        }

        Assert.Equal(free, tree.Zone.FreePages);
        AssertGone(stored[0]);
        AssertGone(stored[4999]);
    }

    [Fact]
    public void An_ordinary_lease_without_ordinary_memory_for_its_place_is_charged_if_the_caller_is_entitled()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryRent(out var lease));
        tree.Exhaust();
        try
        {
            lease.Store(Entitlement.None);
            Assert.Fail("There was a place without memory for it.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal((4096, 0L), (lease.Span.Length, tree.Pages.Usage));
        }

        var stored = lease.Store(Entitlement.Memalloc);
        Assert.Equal((false, 1L), (stored.IsEmergency, tree.Pages.Usage));
        stored.Dispose();
        Assert.Equal(0, tree.Pages.Usage);
        AssertGone(stored);
    }

    [Fact]
    public void An_ordinary_lease_that_was_stored_may_outlive_the_connection()
    {
        using var tree = new TestTree().Connect();
        var stored = StoreOneOrdinary(tree);
        tree.Disconnect();
        Assert.Equal(8, stored.Span.Length);
        stored.Dispose();
        AssertGone(stored);
    }

    [Fact]
    public void Where_fewer_places_are_kept_ordinary_memory_serves_as_long_as_there_is_some()
    {
        using var tree = new TestTree();
        tree.Bytes.StoredLeases = 1;
        tree.Connect().Exhaust();
        Assert.True(tree.Bytes.TryRent(64, out var first, Entitlement.Memalloc));
        Assert.True(tree.Bytes.TryRent(64, out var second, Entitlement.Memalloc));
        var kept = first.Store();
        try
        {
            second.Store();
            Assert.Fail("There was a place without memory for it.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal((true, 64), (second.IsEmergency, second.Span.Length));
        }

        tree.Relieve();
        var other = second.Store();
        Assert.Equal((true, true), (kept.IsEmergency, other.IsEmergency));
        other.Dispose();
        kept.Dispose();
        AssertGone(other);
    }

    private static StoredLease StoreOneOrdinary(TestTree tree)
    {
        Assert.True(tree.Bytes.TryRent(8, out var lease));
        return lease.Store();
    }

    private static void AssertGone(StoredLease lease)
    {
        Assert.Throws<InvalidOperationException>(() => lease.Span.Length);
        Assert.Throws<InvalidOperationException>(() => lease.IsEmergency);
        Assert.Throws<InvalidOperationException>(lease.Dispose);
    }
}
