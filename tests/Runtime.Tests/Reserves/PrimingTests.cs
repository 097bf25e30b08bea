// Priming: nothing is compiled afterwards, when there may be no memory to do it with.
using System.Runtime;
using MemallocKit.Pages;
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

public class PrimingTests
{
    [Fact]
    public void Rents_that_run_out_of_ordinary_memory_after_priming_compile_nothing() => ChildProcess.Run(RunOutOfMemory);

    internal static void RunOutOfMemory()
    {
        using var zone = Zones.WithCaches(4096);
        var root = new ReserveGroup("root");
        var objects = new ObjectReserve<long>("objects", root, 1000);
        using var connection = root.Connect(zone);
        MemallocScope.Prime([root]);
        var held = new Holding[100_000];
        using var memalloc = MemallocScope.Enter([root]);

        // What belongs to the test; the rents are ordinary.
        Release(held, Rent(objects, held, 2));
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);

        // Straight from the pages: what else ordinary memory does is compiled by priming or not at all.
        while (zone.Pool.Take(1, PageBin.Run) != PageEntry.None)
        {
        }

        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        var count = Rent(objects, held, held.Length);
        var emergency = held[count - 1].IsEmergency;
        Release(held, count);
        Assert.Equal(before, JitInfo.GetCompiledMethodCount(currentThread: true));
        Assert.True(emergency);
    }

    private static int Rent(ObjectReserve<long> objects, Holding[] held, int most)
    {
        var count = 0;
        while (count < most && objects.TryRent(out var lease))
            held[count++] = lease.Detach();
        return count;
    }

    private static void Release(Holding[] held, int count)
    {
        while (count > 0)
            held[--count].Release();
    }
}
