// After priming, waits, stores and moves under shortage run nothing for the first time.
using System.Runtime;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

public class PrimedUsesTests
{
    [Fact]
    public void After_priming_the_first_wait_store_and_move_compile_nothing()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var objects = new ObjectReserve<UsedHereOnly>("objects", root, 4);
        var others = new ObjectReserve<UsedHereOnly>("others", root, 4);
        using var connection = root.Connect(zone);
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        MemallocScope.Prime([root]);
        using var pressure = MemoryPressure.Exhaust(zone);
        using var memalloc = MemallocScope.Enter([root]);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        var rented = objects.TryRent(TimeSpan.FromMilliseconds(1), out var lease);
        var moved = lease.TryTransferTo(others);
        var stored = lease.Store();
        stored.Value.Id = 1;
        var emergency = stored.IsEmergency;
        stored.Dispose();
        var late = objects.TryCharge(5, TimeSpan.FromMilliseconds(1));
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Assert.Equal((true, true, true, false, 0), (rented, moved, emergency, late, compiled));
    }

    /// <summary>Code over it is compiled for it alone, so no other test can have run it first.</summary>
    private struct UsedHereOnly
    {
        public long Id;
    }
}
