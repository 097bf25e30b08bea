// Connecting: all or nothing, counted, refused with numbers; the books at rest (G3, G5).
namespace MemallocKit.Runtime.Tests.Reserves;

public class ConnectionTests
{
    [Fact]
    public void Connecting_keeps_the_pages_of_the_estimate_and_disconnecting_gives_them_back()
    {
        using var tree = new TestTree();
        var connection = tree.Root.Connect(tree.Zone);
        var setAside = 64 + (3 * 3);
        Assert.Equal(tree.Root.Pages, tree.Zone.WatermarkPages + setAside);
        Assert.Equal(tree.Zone.TotalPages - setAside, tree.Zone.FreePages);
        Assert.True(tree.Root.IsConnected);
        connection.Dispose();
        connection.Dispose();
        Assert.False(tree.Root.IsConnected);
        Assert.Equal((tree.Zone.TotalPages, 0L), (tree.Zone.FreePages, tree.Zone.WatermarkPages));
    }

    [Fact]
    public void A_zone_too_small_is_refused_with_numbers_and_nothing_changes()
    {
        using var tree = new TestTree(zonePages: 100);
        var e = Assert.Throws<ReserveException>(() => tree.Root.Connect(tree.Zone));
        Assert.Contains($"{tree.Root.Pages:N0} pages", e.Message, StringComparison.Ordinal);
        Assert.Contains("100 pages (400 KiB) free of 100", e.Message, StringComparison.Ordinal);
        Assert.Equal((100L, 0L), (tree.Zone.FreePages, tree.Zone.WatermarkPages));
        Assert.False(tree.Pages.IsConnected);
        Assert.False(tree.Pages.TryCharge(1));
    }

    [Fact]
    public void A_disconnection_that_is_refused_refuses_no_rent_meanwhile()
    {
        using var tree = new TestTree();
        using var connection = tree.Root.Connect(tree.Zone);
        using var pressure = MemallocKit.Testing.MemoryPressure.Exhaust(tree.Zone);
        Assert.True(tree.Shared.TryCharge(1));
        var stop = false;
        var refused = 0;
        var renter = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (tree.Pages.TryRent(out var page, Entitlement.Memalloc))
                    page.Dispose();
                else
                    refused++;
            }
        });
        renter.Start();
        for (var round = 0; round < 20_000; round++)
            Assert.Throws<InvalidOperationException>(connection.Dispose);
        Volatile.Write(ref stop, true);
        renter.Join();
        tree.Shared.Uncharge(1);
        Assert.Equal(0, refused);
    }

    [Fact]
    public void Connections_count_and_the_last_to_go_disconnects()
    {
        using var tree = new TestTree();
        var whole = tree.Root.Connect(tree.Zone);
        var part = tree.Group.Connect(tree.Zone);
        whole.Dispose();
        Assert.True(tree.Group.IsConnected);
        Assert.False(tree.Root.IsConnected);
        Assert.False(tree.Objects.IsConnected);
        part.Dispose();
        Assert.False(tree.Pages.IsConnected);
    }

    [Fact]
    public void Disconnecting_while_something_is_charged_is_refused_and_everything_stays_connected()
    {
        using var tree = new TestTree();
        var connection = tree.Root.Connect(tree.Zone);
        Assert.True(tree.Objects.TryCharge(2));
        var e = Assert.Throws<InvalidOperationException>(connection.Dispose);
        Assert.Contains("'objects' still has 2 of 100", e.Message, StringComparison.Ordinal);
        Assert.True(tree.Root.IsConnected);
        Assert.True(tree.Pages.TryCharge(1));
        tree.Pages.Uncharge(1);
        tree.Objects.Uncharge(2);
        connection.Dispose();
    }

    [Fact]
    public void A_second_zone_for_a_connected_tree_is_refused_by_name()
    {
        using var tree = new TestTree();
        using var other = Zones.OfPages(4096, "other");
        using var connection = tree.Root.Connect(tree.Zone);
        var e = Assert.Throws<InvalidOperationException>(() => tree.Group.Connect(other));
        Assert.Contains("'test'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'other'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_with_connected_reserves_cannot_be_disposed()
    {
        using var tree = new TestTree().Connect();
        Assert.Throws<InvalidOperationException>(tree.Zone.Dispose);
    }

    [Fact]
    public void A_tree_with_the_model_of_linux_can_be_read_but_not_connected()
    {
        using var zone = Zones.OfPages(4096);
        var root = new ReserveGroup("root", EstimateModel.LinuxSlub, processors: 1);
        _ = new ByteReserve("bytes", root, 256 * 1024);
        Assert.Equal(140, root.Pages);
        Assert.Contains("LinuxSlub", Assert.Throws<InvalidOperationException>(() => root.Connect(zone)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_without_reserves_cannot_be_connected()
    {
        using var zone = Zones.OfPages(16);
        Assert.Throws<InvalidOperationException>(() => new ReserveGroup("empty").Connect(zone));
    }

    [Fact]
    public void An_instance_that_cannot_be_built_fails_the_connection_and_nothing_changes()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        _ = new PageReserve("pages", root, 4);
        _ = new InstanceReserve<TestTree.Session>("sessions", root, 3, static () => throw new NotSupportedException("no"));
        Assert.Throws<NotSupportedException>(() => root.Connect(zone));
        Assert.Equal((64L, 0L), (zone.FreePages, zone.WatermarkPages));
    }

    [Fact]
    public void Use_before_connecting_is_refused_by_name()
    {
        using var tree = new TestTree();
        Assert.Contains("'pages'", Assert.Throws<InvalidOperationException>(() => tree.Pages.TryRent(out _)).Message, StringComparison.Ordinal);
        Assert.Contains("'objects'", Assert.Throws<InvalidOperationException>(() => tree.Objects.TryRent(out _)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tree.Instances.TryRent(out _));
    }

    [Fact]
    public void A_factory_that_changes_the_reserves_being_connected_is_refused_and_nothing_changes()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 8);
        var act = () => { };
        var sessions = new InstanceReserve<object>("sessions", root, 2, () =>
        {
            act();
            return new object();
        });
        var first = pages.Connect(zone);
        Action[] changes =
        [
            () => sessions.TryResize(3), () => pages.TryResize(3), () => pages.Connect(zone), () => root.Connect(zone), first.Dispose,
        ];
        foreach (var change in changes)
        {
            act = change;
            Assert.Throws<InvalidOperationException>(() => root.Connect(zone));
            Assert.Equal((8L, false, 8L, 2L), (zone.WatermarkPages, sessions.IsConnected, pages.Limit, sessions.Limit));
        }

        // Another tree is none of its business.
        act = () => new PageReserve("other", new ReserveGroup("other root"), 4).Connect(zone).Dispose();
        var whole = root.Connect(zone);
        act = () => sessions.TryResize(9);
        Assert.Throws<InvalidOperationException>(() => sessions.TryResize(3));
        whole.Dispose();
        first.Dispose();
        Assert.Equal((64L, 0L), (zone.FreePages, zone.WatermarkPages));
    }
}
