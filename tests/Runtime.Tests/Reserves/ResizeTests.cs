// Limits that change: up with pages taken first, down never below what is charged; sums up to the root.
namespace MemallocKit.Runtime.Tests.Reserves;

public class ResizeTests
{
    [Fact]
    public void A_larger_limit_takes_pages_first_and_every_sum_follows()
    {
        using var tree = new TestTree().Connect();
        var (pages, watermark) = (tree.Root.Pages, tree.Zone.WatermarkPages);
        Assert.True(tree.Pages.TryResize(20));
        Assert.Equal((pages + 12, watermark + 12), (tree.Root.Pages, tree.Zone.WatermarkPages));
        Assert.True(tree.Pages.TryResize(8));
        Assert.Equal((pages, watermark), (tree.Root.Pages, tree.Zone.WatermarkPages));
    }

    [Fact]
    public void Runs_and_instances_grow_and_shrink_with_their_limits()
    {
        using var tree = new TestTree().Connect();
        var free = tree.Zone.FreePages;
        Assert.True(tree.Runs.TryResize(96));
        Assert.Equal(free - 32, tree.Zone.FreePages);
        Assert.True(tree.Runs.TryResize(16));
        Assert.Equal(free + 48, tree.Zone.FreePages);
        Assert.True(tree.Instances.TryResize(9));
        Assert.True(tree.Instances.TryResize(2));
        Assert.True(tree.Instances.TryRent(out var first, Entitlement.Memalloc));
        Assert.True(tree.Instances.TryRent(out var second, Entitlement.Memalloc));
        Assert.False(tree.Instances.TryRent(out _, Entitlement.Memalloc));
        Assert.False(tree.Instances.TryResize(1));
        first.Dispose();
        Assert.True(tree.Instances.TryResize(1));
        Assert.NotNull(second.Value);
        second.Dispose();
    }

    [Fact]
    public void A_limit_that_does_not_fit_is_refused_and_nothing_changes()
    {
        using var tree = new TestTree(zonePages: 512).Connect();
        var before = (tree.Root.Pages, tree.Zone.WatermarkPages, tree.Zone.FreePages, tree.Pages.Limit);
        Assert.False(tree.Pages.TryResize(10_000));
        Assert.False(tree.Runs.TryResize(1600));
        Assert.False(tree.FirstShare.TryResize(1 << 20));
        Assert.Equal(before, (tree.Root.Pages, tree.Zone.WatermarkPages, tree.Zone.FreePages, tree.Pages.Limit));
    }

    [Theory]
    [InlineData(1L << 50)]
    [InlineData(long.MaxValue - 1)]
    public void A_limit_beyond_all_memory_is_refused_before_records_are_made_for_it(long limit)
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root") { TrackHolders = true };
        var pages = new PageReserve("pages", root, 4);
        using var connection = root.Connect(zone);
        Assert.False(pages.TryResize(limit));
        Assert.Equal((4L, 4L), (pages.Limit, zone.WatermarkPages));
        Assert.True(pages.TryCharge(4));
        pages.Uncharge(4);
    }

    [Fact]
    public void Shares_that_need_a_run_more_together_than_each_for_itself_leave_exact_books()
    {
        using var zone = Zones.OfPages(8192);
        var root = new ReserveGroup("root");
        var bytes = new ByteReserve("bytes", root, 0, largest: 512 << 10);
        var share = new ByteShare("first", bytes, 40 << 10);
        _ = new ByteShare("second", bytes, 40 << 10);
        _ = new ByteShare("third", bytes, 40 << 10);
        using var connection = root.Connect(zone);
        AssertKept();

        // Past 128 KiB together, of which a run serves 64.
        var runs = zone.TotalPages - zone.FreePages;
        Assert.True(share.TryResize(50 << 10));
        Assert.True(zone.TotalPages - zone.FreePages > runs);
        AssertKept();
        Assert.True(share.TryResize(40 << 10));
        AssertKept();

        void AssertKept() => Assert.Equal(root.Pages, zone.WatermarkPages + zone.TotalPages - zone.FreePages);
    }

    [Fact]
    public void A_limit_below_what_is_charged_is_refused_and_nothing_changes()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(5));
        Assert.False(tree.Pages.TryResize(4));
        Assert.Equal(8, tree.Pages.Limit);
        Assert.True(tree.Pages.TryCharge(3));
        tree.Pages.Uncharge(8);
        Assert.True(tree.Pages.TryResize(4));
        Assert.False(tree.Pages.TryCharge(5));
    }

    [Fact]
    public void A_detached_tree_keeps_its_sums_current()
    {
        using var tree = new TestTree();
        var (pages, limit) = (tree.Root.Pages, tree.Root.Limit);
        Assert.True(tree.Pages.TryResize(80));
        Assert.Equal((pages + 72, limit + 72), (tree.Root.Pages, tree.Root.Limit));
    }

    [Fact]
    public void Shares_size_their_reserve_and_only_they_do()
    {
        using var tree = new TestTree().Connect();
        Assert.Equal(5000, tree.Shared.Limit);
        Assert.Equal(tree.FirstShare.Pages + tree.SecondShare.Pages, tree.Shared.Pages);
        Assert.True(tree.FirstShare.TryResize(9000));
        Assert.Equal(11_000, tree.Shared.Limit);
        Assert.Throws<InvalidOperationException>(() => tree.Shared.TryResize(1));
        Assert.Throws<ArgumentException>(() => new ByteShare("late", tree.Bytes, 1));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 1)]
    public void Amounts_near_the_largest_number_are_refused_and_nothing_changes(long amount)
    {
        using var tree = new TestTree().Connect();
        var before = (tree.Root.Pages, tree.Root.Limit, tree.Zone.WatermarkPages);
        Assert.False(tree.Objects.TryCharge(amount));
        Assert.Throws<InvalidOperationException>(() => tree.Objects.Uncharge(amount));
        Assert.ThrowsAny<ArgumentException>(() => tree.Pages.TryResize(amount));
        Assert.ThrowsAny<ArgumentException>(() => tree.Bytes.TryResize(amount));
        Assert.ThrowsAny<ArgumentException>(() => tree.Instances.TryResize(amount));
        Assert.ThrowsAny<ArgumentException>(() => new PageReserve("more", tree.Root, amount));
        Assert.Equal(before, (tree.Root.Pages, tree.Root.Limit, tree.Zone.WatermarkPages));
    }

    [Fact]
    public void Amounts_that_make_no_sense_are_refused()
    {
        using var tree = new TestTree().Connect();
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.TryResize(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Runs.TryResize(17));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.TryCharge(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.Uncharge(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Runs.TryRent(17, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Bytes.TryRent(4097, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Bytes.TryRent(0, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageReserve("bad", tree.Root, 4, runPages: 513));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteReserve("bad", tree.Root, 4, largest: 63));
        Assert.Throws<ArgumentException>(() => new ReserveGroup(" "));
    }

    [Fact]
    public void A_limit_whose_estimate_overflows_is_refused_by_a_resize_as_by_a_declaration()
    {
        var root = new ReserveGroup("root");
        var large = new ObjectReserve<TestTree.Huge>("large", root, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => large.TryResize(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObjectReserve<TestTree.Huge>("larger", root, long.MaxValue));
        Assert.Equal("large 12K (0/1)", large.ToString());
    }

    [Fact]
    public void A_limit_that_needs_no_more_pages_can_rise_while_reserves_are_in_use()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        var pages = tree.Objects.Pages;
        Assert.True(tree.Objects.TryResize(101));
        Assert.Equal(pages, tree.Objects.Pages);
        page.Dispose();
    }
}
