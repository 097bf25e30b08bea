// What a connection covers as its tree grows, and what connecting does to the zone.
namespace MemallocKit.Runtime.Tests.Reserves;

public class CoverageTests
{
    [Fact]
    public void A_reserve_added_under_a_connection_is_connected_and_goes_with_it()
    {
        using var zone = Zones.OfPages(64);
        var (root, group) = Tree();
        var whole = root.Connect(zone);
        var part = group.Connect(zone);
        var late = new PageReserve("late", group, 6);
        Assert.Equal((10L, true, true), (zone.WatermarkPages, late.IsConnected, root.IsConnected));
        using (MemallocScope.Enter([root, late]))
            Assert.True(late.TryCharge(6));
        late.Uncharge(6);
        whole.Dispose();
        Assert.Equal((10L, true), (zone.WatermarkPages, late.IsConnected));
        part.Dispose();
        Assert.Equal((0L, false), (zone.WatermarkPages, late.IsConnected));
    }

    [Fact]
    public void A_reserve_that_does_not_fit_under_a_connection_is_refused_with_numbers_and_the_rest_stays_connected()
    {
        using var zone = Zones.OfPages(8);
        var (root, group) = Tree();
        using var whole = root.Connect(zone);
        Assert.Contains("'late' needs 6 pages", Assert.Throws<ReserveException>(() => new PageReserve("late", group, 6)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new InstanceReserve<object>("late", group, 6, static () => throw new NotSupportedException()));
        Assert.Equal((4L, 4L, true), (root.Pages, zone.WatermarkPages, root.IsConnected));
        Assert.DoesNotContain("late", ReserveInfo.ToText(root), StringComparison.Ordinal);
    }

    [Fact]
    public void A_charged_class_and_its_shares_can_be_added_under_a_connection()
    {
        using var zone = Zones.OfPages(64);
        var (root, _) = Tree();
        using var whole = root.Connect(zone);
        var shared = new PageReserve("shared", root, 0);
        var share = new PageShare("share", shared, 5);
        Assert.Equal((9L, true, 5L), (zone.WatermarkPages, share.IsConnected, shared.Limit));
        Assert.Throws<ReserveException>(() => new PageShare("too much", shared, 100));
        Assert.Equal((9L, 5L), (zone.WatermarkPages, shared.Limit));
    }

    [Fact]
    public void An_empty_group_added_under_a_connection_changes_nothing()
    {
        using var zone = Zones.OfPages(64);
        var (root, _) = Tree();
        using var whole = root.Connect(zone);
        var empty = new ReserveGroup("empty", root);
        Assert.Equal((true, false), (root.IsConnected, empty.IsConnected));
    }

    [Fact]
    public void A_group_is_connected_exactly_while_every_reserve_below_it_is()
    {
        using var tree = new TestTree();
        using var pages = tree.Pages.Connect(tree.Zone);
        using (tree.Runs.Connect(tree.Zone))
        {
            Assert.False(tree.Group.IsConnected);
            using (tree.Bytes.Connect(tree.Zone))
                Assert.Equal((true, false), (tree.Group.IsConnected, tree.Root.IsConnected));
            Assert.False(tree.Group.IsConnected);
        }

        using (tree.SecondShare.Connect(tree.Zone))
            Assert.Equal((true, true), (tree.Shared.IsConnected, tree.FirstShare.IsConnected));
        Assert.Equal((false, false), (tree.Shared.IsConnected, tree.FirstShare.IsConnected));
    }

    [Fact]
    public void Connecting_what_is_connected_already_succeeds_while_its_reserves_are_in_use()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        tree.Root.Connect(tree.Zone).Dispose();
        tree.Group.Connect(tree.Zone).Dispose();
        page.Dispose();
    }

    [Fact]
    public void A_zone_that_can_grow_does_so_for_connecting_adding_and_resizing()
    {
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20, MaxBytes = 16 << 20 });
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 300);
        using var connection = root.Connect(zone);
        Assert.True(zone.TotalPages >= 300);
        var runs = new PageReserve("runs", root, 1024, runPages: 512);
        Assert.True(pages.TryResize(600));
        Assert.True(zone.TotalPages >= 1624);
        var total = zone.TotalPages;
        Assert.False(pages.TryResize(5000));
        Assert.False(runs.TryResize(512 * 8));
        Assert.Throws<ReserveException>(() => new PageReserve("late", root, 5000));
        Assert.Equal((total, 600L), (zone.TotalPages, zone.WatermarkPages));
    }

    [Fact]
    public void Memory_that_lies_in_caches_can_be_connected()
    {
        using var zone = Zones.WithCaches(4096);
        var blocks = new List<MemoryBlock>();
        for (var count = 0; count < 100 && zone.TryAllocate(4096, out var block); count++)
            blocks.Add(block);
        blocks.ForEach(zone.Free);
        Assert.True(zone.FreePages < 4096);
        var root = new ReserveGroup("root");
        _ = new PageReserve("pages", root, 4096);
        using var connection = root.Connect(zone);
    }

    [Fact]
    public void A_connection_without_hope_takes_nothing_from_others_meanwhile()
    {
        using var zone = Zones.OfPages(4096);
        var root = new ReserveGroup("root");
        _ = new PageReserve("runs", root, 4096, runPages: 16);
        _ = new PageReserve("more", root, 1);
        var stop = false;
        var refused = 0;
        var asked = 0;
        var user = new Thread(() =>
        {
            for (; !Volatile.Read(ref stop); Volatile.Write(ref asked, asked + 1))
            {
                if (zone.TryAllocatePages(1, out var run))
                    zone.Free(run);
                else
                    refused++;
            }
        });
        user.Start();
        for (var round = 0; round < 1000 || Volatile.Read(ref asked) < 100_000; round++)
            Assert.Throws<ReserveException>(() => root.Connect(zone));
        Volatile.Write(ref stop, true);
        user.Join();
        Assert.Equal(0, refused);
    }

    private static (ReserveGroup Root, ReserveGroup Group) Tree()
    {
        var root = new ReserveGroup("root");
        var group = new ReserveGroup("group", root);
        _ = new PageReserve("pages", group, 4);
        return (root, group);
    }
}
