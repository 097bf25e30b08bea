// What counts as a leak, and what the message says of it.
using System.Runtime.CompilerServices;
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Testing;

public class LeakCheckTests
{
    [Fact]
    public void What_was_freed_or_allocated_earlier_is_no_leak()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Zone.TryAllocate(100, out var earlier));
        using var check = LeakCheck.Start(tree.Zone);
        Assert.True(tree.Zone.TryAllocate(50, out var block));
        Assert.True(tree.Zone.TryAllocatePages(3, out var run));
        Assert.True(tree.Objects.TryRent(out var lease));
        Assert.Equal((3L, 50L + (3 * 4096) + Unsafe.SizeOf<TestTree.Request>()), (check.LiveCount, check.LiveBytes));

        lease.Dispose();
        tree.Zone.Free(run);
        tree.Zone.Free(block);
        tree.Zone.Free(earlier);
        check.ThrowIfAny();
        Assert.Equal((0L, 0L, ""), (check.LiveCount, check.LiveBytes, check.ToString()));
    }

    [Fact]
    public void Leaks_are_listed_by_kind_the_largest_first()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var check = LeakCheck.Start(tree.Zone);
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Pages.TryRent(out var page));
        Assert.True(tree.Bytes.TryRent(500, out var first));
        Assert.True(tree.Bytes.TryRent(500, out var second));
        var message = Assert.Throws<MemoryTestException>(check.ThrowIfAny).Message;
        second.Dispose();
        first.Dispose();
        page.Dispose();

        Assert.Equal(
            """
            Leaked in zone 'test': 3 allocations of 5,096 bytes.
              1 of 4,096 bytes each, of emergency memory of reserve 'pages'
              2 of 500 bytes each, of emergency memory of reserve 'bytes'
              reserve 'bytes' has 1,000 charged; it had 0 before
              reserve 'pages' has 1 charged; it had 0 before

            """,
            message);
        check.ThrowIfAny();
    }

    [Fact]
    public void Charges_without_memory_are_leaks_too()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Bytes.TryCharge(10));
        using var check = LeakCheck.Start(tree.Zone);
        using var memalloc = MemallocScope.Enter([tree.Root]);
        Assert.True(tree.Instances.TryRent(out var session));
        Assert.True(tree.Bytes.TryCharge(5));
        var text = check.ToString();
        tree.Bytes.Uncharge(15);
        session.Dispose();

        Assert.Contains("reserve 'instances' has 1 charged; it had 0 before\n", text, StringComparison.Ordinal);
        Assert.Contains("reserve 'bytes' has 15 charged; it had 10 before\n", text, StringComparison.Ordinal);
        check.ThrowIfAny();
    }

    [Fact]
    public void Call_sites_are_named_and_grouped_when_asked_for()
    {
        using var tree = new TestTree().Connect();
        using var check = LeakCheck.Start(tree.Zone, callSites: true);
        List<MemoryBlock> leaked = [LeakHere(tree.Zone), LeakHere(tree.Zone), LeakThere(tree.Zone)];
        var lines = check.ToString().Split('\n');
        leaked.ForEach(tree.Zone.Free);

        Assert.Equal("  2 of 64 bytes each, of ordinary memory", lines[1]);
        Assert.Matches($@"^    at .*{nameof(LeakCheckTests)}\.{nameof(LeakHere)} in .*{nameof(LeakCheckTests)}\.cs:line \d+$", lines[2]);
        Assert.Contains(nameof(Call_sites_are_named_and_grouped_when_asked_for), lines[3], StringComparison.Ordinal);
        Assert.Contains("  1 of 64 bytes each, of ordinary memory", lines);
        Assert.Contains(lines, static line => line.Contains(nameof(LeakThere), StringComparison.Ordinal));
    }

    [Fact]
    public void What_lies_in_the_caches_of_the_thread_is_no_leak()
    {
        using var zone = Zones.WithCaches(64);
        List<MemoryBlock> earlier = [];
        while (earlier.Count < 500 && zone.TryAllocate(100, out var block))
            earlier.Add(block);
        earlier.ForEach(zone.Free);
        using var check = LeakCheck.Start(zone);
        Assert.True(zone.TryAllocate(100, out var leaked));
        Assert.Equal((1L, 100L), (check.LiveCount, check.LiveBytes));
        zone.Free(leaked);
        check.ThrowIfAny();
    }

    [Fact]
    public void Memory_held_by_pressure_is_no_leak()
    {
        using var zone = Zones.OfPages(64);
        using var check = LeakCheck.Start(zone);
        using (MemoryPressure.Exhaust(zone))
            check.ThrowIfAny();
    }

    [Fact]
    public void Threads_may_allocate_and_free_each_others_memory()
    {
        using var zone = Zones.OfPages(256);
        using var check = LeakCheck.Start(zone);
        using var handedOver = new System.Collections.Concurrent.BlockingCollection<MemoryBlock>(boundedCapacity: 8);
        var freeing = new Thread(() =>
        {
            foreach (var block in handedOver.GetConsumingEnumerable())
                zone.Free(block);
        });
        freeing.Start();
        for (var index = 0; index < 10_000; index++)
        {
            Assert.True(zone.TryAllocate(1 + (index % 200), out var block));
            handedOver.Add(block);
        }

        handedOver.CompleteAdding();
        freeing.Join();
        Assert.Equal((0L, 0L), (check.LiveCount, check.LiveBytes));
    }

    [Fact]
    public void After_dispose_nothing_more_is_seen()
    {
        using var zone = Zones.OfPages(64);
        var check = LeakCheck.Start(zone);
        check.Dispose();
        Assert.True(zone.TryAllocate(100, out _));
        check.ThrowIfAny();
        Assert.Null(zone.Observer);
        Assert.Throws<ArgumentNullException>(() => LeakCheck.Start(null!));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MemoryBlock LeakHere(Zone zone) => zone.TryAllocate(64, out var block) ? block : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MemoryBlock LeakThere(Zone zone) => zone.TryAllocate(64, out var block) ? block : default;
}
