// Leases: content, return in the right order, misuse.
namespace MemallocKit.Runtime.Tests.Reserves;

public class LeaseTests
{
    [Fact]
    public void An_object_is_zero_when_rented_whatever_its_last_user_wrote()
    {
        using var tree = new TestTree().Connect().Exhaust();
        for (var round = 0; round < 3; round++)
        {
            Assert.True(tree.Objects.TryRent(out var lease, Entitlement.Memalloc));
            Assert.Equal(0, lease.Value.Id);
            lease.Value.Id = 42;
            lease.Dispose();
        }
    }

    [Fact]
    public void A_lease_disposed_twice_is_returned_once_and_its_copy_is_refused()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(0, lease.Span.Length);
        Assert.Equal(0, tree.Pages.Usage);
        try
        {
            copy.Dispose();
            Assert.Fail("A stale copy was accepted.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(0, tree.Pages.Usage);
        }
    }

    [Fact]
    public void An_instance_returned_through_a_stale_copy_is_refused()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Instances.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        try
        {
            copy.Dispose();
            Assert.Fail("A stale copy was accepted.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(0, tree.Instances.Usage);
        }
    }

    [Fact]
    public void An_instance_that_somebody_else_rents_by_now_is_not_returned_through_a_stale_copy()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Instances.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        Assert.True(tree.Instances.TryRent(out var other, Entitlement.Memalloc));
        try
        {
            copy.Dispose();
            Assert.Fail("A stale copy was accepted.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(1, tree.Instances.Usage);
        }

        other.Dispose();
    }

    [Fact]
    public void The_value_of_a_returned_lease_is_refused()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Objects.TryRent(out var lease));
        lease.Dispose();
        try
        {
            lease.Value.Id = 1;
            Assert.Fail("A returned lease gave its value.");
        }
        catch (ObjectDisposedException)
        {
        }
    }

    [Fact]
    public void Pages_of_a_lease_are_not_to_be_freed_past_it()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        var run = lease.Run;
        Assert.Throws<InvalidOperationException>(() => tree.Zone.Free(run));
        lease.Dispose();
    }

    [Fact]
    public void Over_uncharging_is_refused_and_changes_nothing()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Bytes.TryCharge(10));
        Assert.Throws<InvalidOperationException>(() => tree.Bytes.Uncharge(11));
        Assert.Equal(10, tree.Bytes.Usage);
        tree.Bytes.Uncharge(10);
    }

    [Fact]
    public void The_charge_of_a_lease_cannot_be_taken_back_past_it()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var page, Entitlement.Memalloc));
        Assert.True(tree.Instances.TryRent(out var session, Entitlement.Memalloc));
        Assert.True(tree.Pages.TryCharge(2));
        Assert.Throws<InvalidOperationException>(() => tree.Pages.Uncharge(3));
        Assert.Throws<InvalidOperationException>(() => tree.Instances.Uncharge(1));
        Assert.Equal((3L, 1L), (tree.Pages.Usage, tree.Instances.Usage));
        tree.Pages.Uncharge(2);
        session.Dispose();
        page.Dispose();
    }

    [Fact]
    public void Renting_and_returning_allocates_no_managed_memory()
    {
        using var tree = new TestTree().Connect().Exhaust();
        RentOneOfEach(tree, 10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RentOneOfEach(tree, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void RentOneOfEach(TestTree tree, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var memalloc = MemallocScope.Enter([tree.Root]);
            if (!tree.Pages.TryRent(out var page) || !tree.Runs.TryRent(16, out var run) || !tree.Bytes.TryRent(777, out var bytes)
                || !tree.Objects.TryRent(out var small) || !tree.Large.TryRent(out var large) || !tree.Instances.TryRent(out var session))
                throw new InvalidOperationException("A request within the limit failed.");
            session.Value.Uses++;
            session.Dispose();
            large.Dispose();
            small.Dispose();
            bytes.Dispose();
            run.Dispose();
            page.Dispose();
        }
    }
}
