// Trees that become one at run time: sums, covers, refusals, and all of it at once with connecting.
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

public class AttachTests
{
    [Fact]
    public void An_attached_tree_counts_in_the_sums_and_a_detached_one_goes_on_tracking_its_needs()
    {
        var (whole, part, pages) = TwoTrees();
        part.AttachTo(whole);
        Assert.Equal((12L, 12L), (whole.Pages, whole.Limit));
        Assert.Same(whole, part.Parent);
        Assert.True(pages.TryResize(20));
        Assert.Equal(28, whole.Pages);
        part.Detach();
        Assert.Null(part.Parent);
        Assert.True(pages.TryResize(30));
        Assert.Equal((8L, 30L), (whole.Pages, part.Pages));
        part.Detach();
        part.AttachTo(whole);
        Assert.Equal(38, whole.Pages);
    }

    [Fact]
    public void A_tree_attached_under_a_connection_is_connected_until_it_is_detached()
    {
        using var zone = Zones.OfPages(64);
        var (whole, part, pages) = TwoTrees();
        var connection = whole.Connect(zone);
        part.AttachTo(whole);
        Assert.Equal((12L, true, true), (zone.WatermarkPages, part.IsConnected, whole.IsConnected));
        using (MemoryPressure.Exhaust(zone))
        {
            Assert.True(pages.TryRent(out var page, Entitlement.Memalloc));
            Assert.Contains("'pages' still has 1", Assert.Throws<InvalidOperationException>(part.Detach).Message, StringComparison.Ordinal);
            Assert.Same(whole, part.Parent);
            page.Dispose();
        }

        part.Detach();
        Assert.Equal((8L, false, true), (zone.WatermarkPages, part.IsConnected, whole.IsConnected));
        connection.Dispose();
        Assert.Equal((64L, 0L), (zone.FreePages, zone.WatermarkPages));
    }

    [Fact]
    public void Connections_of_its_own_keep_a_detached_tree_connected()
    {
        using var zone = Zones.OfPages(64);
        var (whole, part, _) = TwoTrees();
        var own = part.Connect(zone);
        part.AttachTo(whole);
        Assert.False(whole.IsConnected);
        var first = whole.Connect(zone);
        var second = whole.Connect(zone);
        Assert.Equal(12, zone.WatermarkPages);
        part.Detach();
        Assert.Equal((12L, true), (zone.WatermarkPages, part.IsConnected));
        part.AttachTo(whole);
        own.Dispose();
        first.Dispose();
        Assert.Equal((12L, true), (zone.WatermarkPages, part.IsConnected));
        second.Dispose();
        Assert.Equal((0L, false), (zone.WatermarkPages, part.IsConnected));
    }

    [Fact]
    public void A_tree_whose_pages_cannot_be_had_is_refused_with_numbers_and_nothing_changes()
    {
        using var zone = Zones.OfPages(10);
        var (whole, part, _) = TwoTrees();
        using var connection = whole.Connect(zone);
        var e = Assert.Throws<ReserveException>(() => part.AttachTo(whole));
        Assert.Contains("'part' needs 4 pages", e.Message, StringComparison.Ordinal);
        Assert.Null(part.Parent);
        Assert.Equal((8L, 8L, true, false), (whole.Pages, zone.WatermarkPages, whole.IsConnected, part.IsConnected));
    }

    [Fact]
    public void A_tree_that_has_a_parent_lies_above_is_elsewhere_or_is_estimated_otherwise_is_refused()
    {
        using var zone = Zones.OfPages(64);
        using var other = Zones.OfPages(64, "other");
        var (whole, part, _) = TwoTrees();
        var group = new ReserveGroup("group", whole);
        part.AttachTo(group);
        Assert.Contains("'group'", Assert.Throws<InvalidOperationException>(() => part.AttachTo(whole)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => whole.AttachTo(part));
        Assert.Throws<InvalidOperationException>(() => whole.AttachTo(whole));
        Assert.Throws<InvalidOperationException>(() => new ReserveGroup("linux", EstimateModel.LinuxSlub).AttachTo(whole));
        part.Detach();
        using var here = whole.Connect(zone);
        using var there = part.Connect(other);
        Assert.Contains("'other'", Assert.Throws<InvalidOperationException>(() => part.AttachTo(whole)).Message, StringComparison.Ordinal);
        Assert.Equal((8L, 4L), (zone.WatermarkPages, other.WatermarkPages));
    }

    [Fact]
    public void Sums_that_would_overflow_are_refused_and_nothing_changes()
    {
        var (whole, part, _) = TwoTrees();
        _ = new ObjectReserve<TestTree.Huge>("huge", part, long.MaxValue / 4);
        var large = new ReserveGroup("large");
        _ = new ObjectReserve<TestTree.Huge>("huge", large, long.MaxValue / 4);
        part.AttachTo(whole);
        Assert.Throws<ArgumentOutOfRangeException>(() => large.AttachTo(whole));
        Assert.Null(large.Parent);
        Assert.Equal(part.Pages + 8, whole.Pages);
    }

    [Fact]
    public void A_factory_that_moves_what_is_being_connected_is_refused()
    {
        using var zone = Zones.OfPages(64);
        var (whole, part, _) = TwoTrees();
        part.AttachTo(whole);
        var act = () => { };
        _ = new InstanceReserve<object>("sessions", part, 2, () =>
        {
            act();
            return new object();
        });
        foreach (var change in (Action[])[part.Detach, () => new ReserveGroup("late").AttachTo(part), () => _ = new PageReserve("late", part, 1)])
        {
            act = change;
            Assert.Throws<InvalidOperationException>(() => whole.Connect(zone));
            Assert.Throws<InvalidOperationException>(() => part.Connect(zone));
            Assert.Equal((0L, 12L, false), (zone.WatermarkPages, whole.Pages, part.IsConnected));
        }
    }

    [Fact]
    public void Connecting_attaching_detaching_and_adding_at_once_leaves_exact_books()
    {
        using var zone = Zones.OfPages(4096);
        var whole = new ReserveGroup("whole");
        _ = new PageReserve("always", whole, 1);
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            var part = new ReserveGroup($"part {worker}");
            var pages = new PageReserve("pages", part, 4);
            var sessions = new InstanceReserve<object>("sessions", part, 2, static () => new object());
            for (var step = 0; step < 1000; step++)
            {
                using var connection = random.Next(2) == 0 ? whole.Connect(zone) : null;
                if (part.Parent is null)
                    part.AttachTo(whole);
                else
                    part.Detach();
                Assert.True(pages.TryResize(random.Next(1, 9)));
                using var own = part.Connect(zone);
                Assert.True(part.IsConnected);
                Assert.True(pages.TryCharge(1));
                pages.Uncharge(1);
                Assert.True(sessions.TryRent(out var lease, Entitlement.Memalloc));
                lease.Dispose();
            }

            part.Detach();
            Assert.False(part.IsConnected);
        });
        Assert.Equal((1L, 1L, false), (whole.Pages, whole.Limit, whole.IsConnected));
        Assert.Equal((4096L, 0L), (zone.FreePages, zone.WatermarkPages));
    }

    private static (ReserveGroup Whole, ReserveGroup Part, PageReserve Pages) TwoTrees()
    {
        var whole = new ReserveGroup("whole");
        _ = new PageReserve("base", whole, 8);
        var part = new ReserveGroup("part");
        return (whole, part, new PageReserve("pages", part, 4));
    }
}
