// After construction, paging makes no managed allocation: not in the threads that pin, not in the one that reclaims.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

[Collection(Allocations.Name)]
public sealed class PagerAllocationTests
{
    private const int Resident = 64;
    private const int Pages = 256;
    private const int Threads = 3;

    [Fact]
    public void Paging_to_memory_allocates_nothing() => AssertNothingAllocated(new MemorySwapDevice(Pages));

    [Fact]
    public void Paging_to_a_file_allocates_nothing() =>
        AssertNothingAllocated(new FileSwapDevice(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Pages));

    [Fact]
    public void Paging_to_an_nbd_server_allocates_nothing()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        AssertNothingAllocated(new NbdSwapDevice(new NbdSwapOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Export = "swap",
            Timeout = TimeSpan.FromSeconds(60),
        }));
    }

    [Fact]
    public void Taking_and_releasing_slots_allocates_nothing()
    {
        using var map = new SlotMap(1000);
        Assert.Equal(0, Allocations.Count(() =>
        {
            while (map.TakeRun(7, out _) > 0)
            {
            }

            map.ReleaseRun(0, map.Slots);
        }));
        Assert.Equal(1000, map.FreeSlots);
    }

    [Fact]
    public void Failing_to_page_out_allocates_nothing()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Resident);
        var more = rig.Allocate(Pages - Resident);
        rig.WaitForIdleReclaimer();
        rig.Memory.FailWrites = SwapStatus.Disconnected;
        rig.Memory.FailReads = SwapStatus.Disconnected;
        var failures = 0;
        var allocated = Allocations.Count(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                var handle = i % 2 == 0 ? handles[i % Resident] : more[i % more.Length];
                if (handle.TryPin(PinMode.Write, out var pin) == SwapStatus.Disconnected)
                    failures++;
                pin.Dispose();
            }
        });

        Assert.Equal(0, allocated);
        Assert.True(failures > 0);
        rig.Memory.FailWrites = SwapStatus.Ok;
        rig.Memory.FailReads = SwapStatus.Ok;
        PagerRig.CheckAll(handles[..1], version: 0);
    }

    private static void AssertNothingAllocated(ISwapDevice device)
    {
        using var metered = new MeteringDevice(device);
        using var rig = new PagerRig(Resident, Pages, metered);
        var handles = rig.Allocate(Pages);
        var allocated = new long[Threads];
        Allocations.Count(() =>
        {
            metered.Reset();
            new TestThreads(Threads, thread =>
            {
                rig.Pager.PrimeThread();
                PinAtRandom(handles, seed: thread + 1, pins: 1);
                var before = GC.GetAllocatedBytesForCurrentThread();
                PinAtRandom(handles, seed: thread + 1, pins: 4000);
                allocated[thread] = GC.GetAllocatedBytesForCurrentThread() - before;
            }).Join();
            rig.WaitForIdleReclaimer();
        });

        Assert.All(allocated, bytes => Assert.Equal(0, bytes));
        Assert.True(metered.Writes > 100, $"{metered.Writes} writes");
        Assert.Equal(0, metered.AllocatedByWriter);
    }

    /// <summary>Each thread has the pages of its number, so that contents need no lock.</summary>
    private static void PinAtRandom(PageHandle[] handles, int seed, int pins)
    {
        var state = (uint)seed;
        for (var i = 0; i < pins; i++)
        {
            state = (state * 1664525) + 1013904223;
            var number = (int)((state >> 8) % (handles.Length / Threads) * Threads) + seed - 1;
            if (handles[number].TryPin((state & 0x10000) != 0 ? PinMode.Write : PinMode.Read, out var pin) != SwapStatus.Ok)
                throw new InvalidOperationException("The device works, so pins succeed.");
            if ((state & 0x10000) != 0)
                SwapPages.Fill(pin.Span, number, version: 0);
            else if (!SwapPages.IsZero(pin.Span) && !SwapPages.Matches(pin.Span, number, version: 0))
                throw new InvalidOperationException("The page holds another one's content.");
            pin.Dispose();
        }
    }
}
