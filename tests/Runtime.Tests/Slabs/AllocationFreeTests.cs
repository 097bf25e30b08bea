// No managed memory for ordinary memory, once warm.
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class AllocationFreeTests
{
    [Fact]
    public void Allocating_freeing_and_trimming_allocate_no_managed_memory()
    {
        using var zone = Zones.WithCaches(4096);
        AssertAllocatesNothing(() =>
        {
            UseEverySize(zone);
            zone.Trim();
        });
    }

    [Fact]
    public void Running_out_allocates_no_managed_memory()
    {
        using var zone = Zones.WithCaches(512);
        using var pressure = MemoryPressure.Exhaust(zone);
        AssertAllocatesNothing(() =>
        {
            pressure.TakeMore();
            UseEverySize(zone);
        });
    }

    [Fact]
    public void Watched_allocations_allocate_no_managed_memory()
    {
        using var zone = Zones.WithCaches(4096);
        zone.Observer = new ObserverTests.Watcher();
        AssertAllocatesNothing(() => UseEverySize(zone));
    }

    [Fact]
    public void After_priming_the_first_use_of_every_path_allocates_no_managed_memory()
    {
        using var warm = Zones.WithCaches(4096);
        warm.Prime();
        Assert.Equal(warm.TotalPages, warm.FreePages);
        UseEverySize(warm);
        using var zone = Zones.WithCaches(4096);
        zone.Prime();
        var before = GC.GetAllocatedBytesForCurrentThread();
        UseEverySize(zone);
        zone.Trim();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertAllocatesNothing(Action body)
    {
        // Until tiering has settled for this thread's calls.
        for (var turn = 0; turn < 5; turn++)
            body();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 5; turn++)
            body();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void UseEverySize(Zone zone)
    {
        const int Count = 300;
        var held = stackalloc nint[Count];
        var handle = zone.GetHandle();
        for (var bytes = 1; bytes <= 2 << 20; bytes *= 3)
        {
            for (var index = 0; index < Count; index++)
                held[index] = (nint)handle.Allocate(bytes);
            for (var index = 0; index < Count; index++)
            {
                if (held[index] != 0)
                    handle.Free((void*)held[index]);
            }

            if (zone.TryAllocate(bytes, out var block))
                zone.Free(block);
        }

        if (zone.TryAllocatePages(7, out var run))
            zone.Free(run);
    }
}
