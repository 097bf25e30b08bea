// Storing on many threads, returning on others; and that it costs no managed memory.
using System.Collections.Concurrent;
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

[Collection(Allocations.Name)]
public class StoredLeaseStressTests
{
    [Fact]
    public void Leases_that_are_returned_by_other_threads_are_returned_once_each()
    {
        using var tree = new TestTree().Connect();
        var queue = new ConcurrentQueue<StoredLease>();
        var (returned, refused) = (0, 0);
        new TestThreads(4, number =>
        {
            for (var round = 0; round < 5000; round++)
            {
                // Ordinary for half of the threads, emergency for the others.
                if (tree.Bytes.TryRent(100, out var lease, number % 2 == 0 ? Entitlement.None : Entitlement.Memalloc))
                {
                    lease.Span.Fill((byte)number);
                    var stored = lease.Store();
                    queue.Enqueue(stored);
                    queue.Enqueue(stored);
                }

                if (!queue.TryDequeue(out var other))
                    continue;
                try
                {
                    other.Dispose();
                    Interlocked.Increment(ref returned);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }).Join();
        foreach (var stored in queue)
        {
            try
            {
                stored.Dispose();
                returned++;
            }
            catch (InvalidOperationException)
            {
                refused++;
            }
        }

        Assert.Equal((20_000, 20_000), (returned, refused));
        Assert.Equal(0, tree.Bytes.Usage);
    }

    [Fact]
    public void Storing_and_returning_allocates_no_managed_memory()
    {
        using var tree = new TestTree().Connect().Exhaust();
        StoreAndReturn(tree);
        Assert.Equal(0, Allocations.Count(() => StoreAndReturn(tree)));
        tree.Relieve();
        StoreAndReturn(tree);
        Assert.Equal(0, Allocations.Count(() => StoreAndReturn(tree)));
    }

    private static void StoreAndReturn(TestTree tree)
    {
        for (var round = 0; round < 1000; round++)
        {
            if (!tree.Pages.TryRent(out var page, Entitlement.Memalloc) || !tree.Bytes.TryRent(777, out var bytes, Entitlement.Memalloc)
                || !tree.Objects.TryRent(out var request, Entitlement.Memalloc) || !tree.Instances.TryRent(out var session, Entitlement.Memalloc))
                throw new InvalidOperationException("A request within the limit failed.");
            var (storedPage, storedBytes) = (page.Store(), bytes.Store());
            var (storedRequest, storedSession) = (request.Store(), session.Store());
            storedPage.Span[0] = 1;
            storedRequest.Value.Id++;
            storedSession.Value.Uses++;
            storedSession.Dispose();
            storedRequest.Dispose();
            storedBytes.Dispose();
            storedPage.Dispose();
        }
    }
}
