// Everything that must be refused: with the promised exception, and the books as they were.
namespace MemallocKit.Runtime.Tests.Reserves;

public class MisuseTests
{
    [Fact]
    public void Amounts_near_the_largest_number_are_refused_by_every_reserve_and_change_nothing()
    {
        using var tree = new TestTree().Connect();
        foreach (var amount in new[] { long.MaxValue, long.MaxValue - 1, long.MaxValue / 2, 1L << 44, (1L << 42) + 1 })
        {
            foreach (var reserve in tree.Reserves)
            {
                Assert.True(reserve.TryCharge(1));
                AssertUnchanged(tree, () =>
                {
                    Assert.False(reserve.TryCharge(amount));
                    Assert.False(reserve.TryCharge(amount, TimeSpan.FromMilliseconds(1)));
                    Assert.Throws<InvalidOperationException>(() => reserve.Uncharge(amount));
                    AssertNoResize(reserve, amount);
                });
                reserve.Uncharge(1);
            }
        }
    }

    [Fact]
    public void Amounts_below_one_are_refused_by_every_reserve()
    {
        using var tree = new TestTree().Connect();
        foreach (var amount in new[] { 0, -1, long.MinValue })
        {
            foreach (var reserve in tree.Reserves)
            {
                AssertUnchanged(tree, () =>
                {
                    Assert.Throws<ArgumentOutOfRangeException>(() => reserve.TryCharge(amount));
                    Assert.Throws<ArgumentOutOfRangeException>(() => reserve.Uncharge(amount));
                    Assert.Throws<ArgumentOutOfRangeException>(() => reserve.Charge(amount, TimeSpan.Zero));
                    if (amount < 0)
                        Assert.ThrowsAny<Exception>(() => reserve.TryResize(amount));
                });
            }
        }
    }

    [Fact]
    public void Lengths_that_a_reserve_does_not_serve_are_refused()
    {
        using var tree = new TestTree().Connect();
        AssertUnchanged(tree, () =>
        {
            foreach (var bytes in new[] { 0, -1, 4097, int.MaxValue, int.MinValue })
                Assert.Throws<ArgumentOutOfRangeException>(() => tree.Bytes.TryRent(bytes, out _));
            foreach (var pages in new[] { 0, -1, 17, int.MaxValue, int.MinValue })
                Assert.Throws<ArgumentOutOfRangeException>(() => tree.Runs.TryRent(pages, out _));
        });
    }

    [Fact]
    public void Declarations_that_overflow_are_refused_and_leave_the_tree_as_it_was()
    {
        using var tree = new TestTree().Connect();
        AssertUnchanged(tree, () =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageReserve("p", tree.Root, long.MaxValue));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ByteReserve("b", tree.Root, long.MaxValue));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ObjectReserve<TestTree.Huge>("o", tree.Root, long.MaxValue));
            Assert.Throws<ArgumentOutOfRangeException>(() => new InstanceReserve<TestTree.Session>("i", tree.Root, long.MaxValue, static () => new()));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageReserve("p", tree.Root, -1));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageReserve("p", tree.Root, 5, runPages: 2));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageReserve("p", tree.Root, 513, runPages: 513));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ByteReserve("b", tree.Root, 100, largest: 63));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ByteReserve("b", tree.Root, 100, largest: (2 << 20) + 1));
            Assert.ThrowsAny<Exception>(() => new ByteShare("s", tree.Shared, long.MaxValue));
        });
    }

    [Fact]
    public void A_lease_returned_twice_through_a_copy_is_refused_in_every_unit()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Pages.TryRent(out var page));
        Assert.True(tree.Runs.TryRent(3, out var run));
        Assert.True(tree.Bytes.TryRent(100, out var bytes));
        RefuseSecond(tree, page.Store());
        RefuseSecond(tree, run.Store());
        RefuseSecond(tree, bytes.Store());
        Assert.True(tree.Objects.TryRent(out var item));
        Assert.True(tree.Large.TryRent(out var large));
        Assert.True(tree.Instances.TryRent(out var session));
        RefuseSecond(tree, item.Store());
        RefuseSecond(tree, large.Store());
        RefuseSecond(tree, session.Store());
    }

    [Fact]
    public unsafe void Emergency_memory_freed_as_ordinary_memory_is_refused()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Pages.TryRent(out var page));
        Assert.True(tree.Bytes.TryRent(100, out var bytes));
        Assert.True(tree.Runs.TryRent(16, out var run));
        fixed (byte* first = page.Span, second = bytes.Span, third = run.Span)
        {
            var addresses = new[] { (nint)first, (nint)second, (nint)third, (nint)third + 4096, (nint)first + 8, (nint)second + 16 };
            AssertUnchanged(tree, () => Assert.All(addresses, address => Assert.Throws<InvalidOperationException>(() => tree.Zone.Free((void*)address))));
        }

        run.Dispose();
        bytes.Dispose();
        page.Dispose();
    }

    [Fact]
    public unsafe void Addresses_that_were_never_allocated_are_refused()
    {
        using var tree = new TestTree().Connect();
        using var other = Zones.OfPages(16);
        var foreign = (nint)other.Allocate(100);
        var own = (nint)tree.Zone.Allocate(100);
        var local = 0L;
        var addresses = new[] { foreign, (nint)(&local), own + 1, own + 16, 1, nint.MaxValue, nint.MinValue, -1 };
        AssertUnchanged(tree, () => Assert.All(addresses, address => Assert.ThrowsAny<Exception>(() => tree.Zone.Free((void*)address))));
        tree.Zone.Free((void*)own);
        Assert.ThrowsAny<Exception>(() => tree.Zone.Free((void*)own));
        other.Free((void*)foreign);
    }

    [Fact]
    public void A_zone_with_connected_reserves_and_a_connection_to_two_zones_are_refused()
    {
        using var tree = new TestTree().Connect();
        using var other = Zones.OfPages(4096);
        AssertUnchanged(tree, () =>
        {
            Assert.Throws<InvalidOperationException>(tree.Zone.Dispose);
            Assert.Throws<InvalidOperationException>(() => tree.Root.Connect(other));
            Assert.Throws<InvalidOperationException>(() => tree.Pages.Connect(other));
        });
        Assert.Equal((other.TotalPages, 0L), (other.FreePages, other.WatermarkPages));
    }

    private static void RefuseSecond<T>(TestTree tree, T lease)
        where T : IDisposable
    {
        lease.Dispose();
        AssertUnchanged(tree, () => Assert.Throws<InvalidOperationException>(lease.Dispose));
    }

    private static void AssertNoResize(Reserve reserve, long amount)
    {
        try
        {
            Assert.False(reserve.TryResize(amount));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // Not an amount of this unit, or sized by shares.
        }
    }

    private static void AssertUnchanged(TestTree tree, Action misuse)
    {
        var before = Books(tree);
        misuse();
        Assert.Equal(before, Books(tree));
    }

    private static string Books(TestTree tree) => string.Join(
        "; ",
        tree.Reserves.Select(static one => $"{one.Name} {one.Usage} of {one.Limit}, {one.Pages} pages, {one.IsConnected}")
            .Append($"{tree.Root.Pages} and {tree.Root.Limit}; zone {tree.Zone.FreePages} free, {tree.Zone.WatermarkPages} kept"));
}
