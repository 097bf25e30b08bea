// Exhaustion on purpose: all that is ordinary, nothing of the reserves.
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Testing;

public class MemoryPressureTests
{
    [Fact]
    public void Pressure_takes_every_ordinary_byte_and_leaves_the_reserves()
    {
        using var tree = new TestTree().Connect();
        Assert.True(tree.Zone.TryAllocate(100, out var before));
        using (var pressure = MemoryPressure.Exhaust(tree.Zone))
        {
            Assert.True(pressure.HeldBytes > 0);
            foreach (var size in (int[])[1, 16, 100, 128, 1000, 4096, 4097, 100_000])
                Assert.False(tree.Zone.TryAllocate(size, out _));
            Assert.Equal(tree.Zone.WatermarkPages, tree.Zone.FreePages);
        }

        tree.Zone.Free(before);
    }

    [Fact]
    public void Memory_freed_under_pressure_can_be_taken_too()
    {
        using var zone = Zones.OfPages(64);
        Assert.True(zone.TryAllocatePages(5, out var run));
        using var pressure = MemoryPressure.Exhaust(zone);
        zone.Free(run);
        Assert.True(zone.TryAllocatePages(1, out run));
        zone.Free(run);
        pressure.TakeMore();
        Assert.False(zone.TryAllocatePages(1, out _));
    }

    [Fact]
    public void Everything_comes_back_when_the_pressure_ends()
    {
        using var zone = Zones.OfPages(777);
        MemoryPressure.Exhaust(zone).Dispose();
        Assert.Equal(777, zone.FreePages);
    }
}
