// G1: within the limit, an entitled request succeeds when ordinary memory is gone; G2: nobody else's does.
using MemallocKit.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

public class NoFailureTests
{
    [Fact]
    public void Every_unit_can_be_rented_up_to_the_limit_and_no_further()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        RentAll(8, 8, tree.Pages, () => tree.Pages.TryRent(out var lease) ? lease.Detach() : null);
        RentAll(4, 64, tree.Runs, () => tree.Runs.TryRent(3, out var lease) ? lease.Detach() : null);
        RentAll(10, 10_000, tree.Bytes, () => tree.Bytes.TryRent(1000, out var lease) ? lease.Detach() : null);
        RentAll(100, 100, tree.Objects, () => tree.Objects.TryRent(out var lease) ? lease.Detach() : null);
        RentAll(3, 3, tree.Large, () => tree.Large.TryRent(out var lease) ? lease.Detach() : null);
        RentAll(5, 5000, tree.Shared, () => tree.Shared.TryRent(1000, out var lease) ? lease.Detach() : null);
    }

    [Fact]
    public void Instances_can_be_rented_up_to_the_limit_and_no_further()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        var seen = new HashSet<TestTree.Session>();
        RentInside(tree.Instances, seen);
        Assert.Equal(5, seen.Count);
        Assert.Equal((0L, 5L), (tree.Instances.Usage, tree.Instances.Peak));

        static void RentInside(InstanceReserve<TestTree.Session> reserve, HashSet<TestTree.Session> seen)
        {
            if (!reserve.TryRent(out var lease))
                return;
            Assert.True(seen.Add(lease.Value));
            RentInside(reserve, seen);
            lease.Dispose();
        }
    }

    [Fact]
    public void Ordinary_callers_get_nothing_while_only_reserves_are_left()
    {
        using var tree = new TestTree().Connect().Exhaust();
        AssertRefused(tree, Entitlement.Thread);
        using var memalloc = MemallocScope.Enter([tree.Root]);
        AssertRefused(tree, Entitlement.None);
    }

    [Fact]
    public void Entitlement_of_a_call_is_enough()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        Assert.True(page.IsEmergency);
        page.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zone_does_not_grow_for_a_caller_who_is_entitled_however_he_is(bool byContext)
    {
        using var zone = Zones.WithCaches(512, maxPages: 2048);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 4);
        using var connection = root.Connect(zone);
        using (MemallocScope.Enter([root]))
        {
            while (zone.TryAllocatePages(1, out _))
            {
            }
        }

        if (byContext)
        {
            using var memalloc = MemallocScope.Enter([root]);
            AssertEmergency(pages, Entitlement.Thread);
        }
        else
        {
            AssertEmergency(pages, Entitlement.Memalloc);
        }

        Assert.Equal(512, zone.TotalPages);
        Assert.True(pages.TryRent(out var ordinary));
        Assert.False(ordinary.IsEmergency);
        ordinary.Dispose();
        Assert.True(zone.TotalPages > 512);

        static void AssertEmergency(PageReserve pages, Entitlement entitlement)
        {
            Assert.True(pages.TryRent(out var page, entitlement));
            Assert.True(page.IsEmergency);
            page.Dispose();
        }
    }

    [Fact]
    public void Ordinary_memory_is_used_first_and_is_not_charged()
    {
        using var tree = new TestTree().Connect();
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Objects.TryRent(out var request));
        using (request)
        {
            Assert.False(request.IsEmergency);
            Assert.Equal(0, tree.Objects.Usage);
        }
    }

    private static void RentAll(int rents, long usage, Reserve reserve, Func<Holding?> rent)
    {
        // Twice, so that what was returned is shown to be there again.
        for (var round = 0; round < 2; round++)
        {
            var held = new List<Holding>();
            while (rent() is { } holding)
            {
                Assert.True(holding.IsEmergency);
                held.Add(holding);
            }

            Assert.Equal((rents, usage, usage), (held.Count, reserve.Usage, reserve.Peak));
            held.ForEach(static holding => holding.Release());
            Assert.Equal(0, reserve.Usage);
        }
    }

    private static void AssertRefused(TestTree tree, Entitlement entitlement)
    {
        Assert.False(tree.Pages.TryRent(out _, entitlement));
        Assert.False(tree.Runs.TryRent(16, out _, entitlement));
        Assert.False(tree.Bytes.TryRent(64, out _, entitlement));
        Assert.False(tree.Objects.TryRent(out _, entitlement));
        Assert.False(tree.Large.TryRent(out _, entitlement));
        Assert.False(tree.Instances.TryRent(out _, entitlement));
        Assert.False(tree.Zone.TryAllocate(16, out _));
        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));
    }
}
