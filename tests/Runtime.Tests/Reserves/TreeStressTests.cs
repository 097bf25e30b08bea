// Several threads rent, connect and resize at once; at rest the books are exact.
namespace MemallocKit.Runtime.Tests.Reserves;

public class TreeStressTests
{
    [Fact]
    public void Entitled_threads_within_the_limit_are_never_refused_while_only_reserves_are_left()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Parallel.For(0, 3, worker =>
        {
            // 3 threads with at most 2 pages, 1 run, 3000 bytes and 30 objects each stay inside every limit.
            for (var step = 0; step < 30_000; step++)
            {
                using var memalloc = MemallocScope.Enter([tree.Root]);
                Assert.True(tree.Pages.TryRent(out var first));
                Assert.True(tree.Pages.TryRent(out var second));
                Assert.True(tree.Runs.TryRent(out var run));
                Assert.True(tree.Bytes.TryRent(1 + ((step * 37) % 3000), out var bytes));
                Assert.True(tree.Objects.TryRent(out var item));
                Assert.True(tree.Instances.TryRent(out var session));
                first.Span.Fill((byte)worker);
                bytes.Span.Fill((byte)worker);
                item.Value.Id = worker;
                second.Dispose();
                Assert.Equal(-1, first.Span.IndexOfAnyExcept((byte)worker));
                Assert.Equal(-1, bytes.Span.IndexOfAnyExcept((byte)worker));
                Assert.Equal(worker, item.Value.Id);
                session.Dispose();
                item.Dispose();
                bytes.Dispose();
                run.Dispose();
                first.Dispose();
            }
        });
        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));
    }

    [Fact]
    public void Connecting_resizing_and_renting_at_once_leaves_exact_books()
    {
        using var tree = new TestTree();
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (var step = 0; step < 3000; step++)
            {
                ReserveNode node = random.Next(3) switch { 0 => tree.Root, 1 => tree.Group, _ => tree.Runs };
                var connection = node.Connect(tree.Zone);
                tree.Pages.TryResize(random.Next(1, 30));
                tree.Runs.TryResize(16 * random.Next(1, 5));
                if (tree.Runs.TryRent(16, out var run, Entitlement.Memalloc))
                    run.Span[^1] = 1;
                run.Dispose();
                Disconnect(connection);
            }
        });
        Assert.All(tree.Reserves, static reserve => Assert.Equal((0L, false), (reserve.Usage, reserve.IsConnected)));
        Assert.Equal((tree.Zone.TotalPages, 0L), (tree.Zone.FreePages, tree.Zone.WatermarkPages));

        // Another thread's lease may be out just now: disconnecting is refused then, and goes through once it is back.
        static void Disconnect(ReserveConnection connection)
        {
            while (true)
            {
                try
                {
                    connection.Dispose();
                    return;
                }
                catch (InvalidOperationException)
                {
                    Thread.Yield();
                }
            }
        }
    }
}
