// Charges and leases that move to another reserve: all or nothing, and both promises stay true.
namespace MemallocKit.Runtime.Tests.Reserves;

public class TransferTests
{
    [Fact]
    public void A_charge_moves_whole_or_not_at_all()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(6));
        Assert.True(tree.Pages.TryTransferTo(tree.Runs, 4));
        Assert.Equal((2L, 4L), (tree.Pages.Usage, tree.Runs.Usage));
        Assert.True(tree.Runs.TryCharge(59));
        Assert.False(tree.Pages.TryTransferTo(tree.Runs, 2));
        Assert.Equal((2L, 63L), (tree.Pages.Usage, tree.Runs.Usage));
        Assert.True(tree.Pages.TryTransferTo(tree.Runs, 1));
        tree.Pages.Uncharge(1);
        tree.Runs.Uncharge(64);
    }

    [Fact]
    public void What_was_not_charged_or_is_a_leases_is_not_moved()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        Assert.True(tree.Pages.TryCharge(2));
        Assert.Throws<InvalidOperationException>(() => tree.Pages.TryTransferTo(tree.Runs, 3));
        Assert.Throws<InvalidOperationException>(() => tree.Pages.TryTransferTo(tree.Pages, 3));
        Assert.True(tree.Pages.TryTransferTo(tree.Pages, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Pages.TryTransferTo(tree.Runs, 0));
        Assert.Equal((3L, 0L), (tree.Pages.Usage, tree.Runs.Usage));
        tree.Pages.Uncharge(2);
        lease.Dispose();
    }

    [Fact]
    public void The_room_that_a_moved_charge_leaves_serves_who_waits()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Pages.TryCharge(8));
        var waiter = WaitingThread.InLine(tree.Pages, () => tree.Pages.Charge(3, Timeout.InfiniteTimeSpan));
        Assert.True(tree.Pages.TryTransferTo(tree.Runs, 3));
        waiter.Finish();
        tree.Pages.Uncharge(8);
        tree.Runs.Uncharge(3);
    }

    [Fact]
    public void The_content_of_an_emergency_lease_moves_and_so_does_its_charge()
    {
        using var tree = new TestTree();
        var other = new ObjectReserve<TestTree.Request>("other objects", tree.Root, 1);
        tree.Connect().Exhaust();
        Assert.True(tree.Bytes.TryRent(500, out var bytes, Entitlement.Memalloc));
        bytes.Span.Fill(9);
        Assert.True(bytes.TryTransferTo(tree.Shared, Entitlement.Memalloc));
        Assert.Equal((0L, 500L, 500, 500), (tree.Bytes.Usage, tree.Shared.Usage, bytes.Span.Length, bytes.Span.Count((byte)9)));
        bytes.Dispose();

        Assert.True(tree.Objects.TryRent(out var request, Entitlement.Memalloc));
        request.Value.Id = 42;
        Assert.True(request.TryTransferTo(other, Entitlement.Memalloc));
        Assert.Equal((0L, 1L, 42L), (tree.Objects.Usage, other.Usage, request.Value.Id));
        request.Dispose();
        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));
    }

    [Fact]
    public void A_lease_that_does_not_fit_there_stays_what_it_was()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        page.Span.Fill(3);
        Assert.True(tree.Runs.TryCharge(64));
        Assert.False(page.TryTransferTo(tree.Runs, Entitlement.Memalloc));
        tree.Runs.Uncharge(64);
        Assert.False(page.TryTransferTo(tree.Runs, Entitlement.None));
        Assert.Equal((1L, 0L, 4096), (tree.Pages.Usage, tree.Runs.Usage, page.Span.Count((byte)3)));

        Assert.True(page.TryTransferTo(tree.Runs, Entitlement.Memalloc));
        Assert.Equal((0L, 16L, 1, 4096), (tree.Pages.Usage, tree.Runs.Usage, page.Run.Pages, page.Span.Count((byte)3)));
        page.Dispose();
        Assert.Equal(0, tree.Runs.Usage);
    }

    [Fact]
    public void A_run_too_long_for_the_other_reserve_is_refused()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Runs.TryRent(2, out var run, Entitlement.Memalloc));
        try
        {
            run.TryTransferTo(tree.Pages, Entitlement.Memalloc);
            Assert.Fail("Two pages went where only single ones are.");
        }
        catch (ArgumentOutOfRangeException)
        {
            Assert.Equal(16, tree.Runs.Usage);
        }

        run.Dispose();
    }

    [Fact]
    public void Ordinary_memory_stays_where_it_is_and_is_the_other_reserves_to_store()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Bytes.TryRent(64, out var lease));
        ref var before = ref lease.Span[0];
        Assert.True(lease.TryTransferTo(tree.Shared));
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref before, ref lease.Span[0]));
        tree.Exhaust();
        var stored = lease.Store(Entitlement.Memalloc);
        Assert.Equal((0L, 64L), (tree.Bytes.Usage, tree.Shared.Usage));
        stored.Dispose();
        Assert.Equal(0, tree.Shared.Usage);
    }
}
