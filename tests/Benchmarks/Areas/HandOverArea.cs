// Allocated on one thread, freed on another.
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class HandOverArea : Area
{
    public override string Name => "handover";

    public override IEnumerable<Case> Cases =>
        from bytes in new[] { 64, 256, 1024, 4096 }
        let shape = new HandOvers(bytes)
        select Versus.Case(
            $"{bytes} B to a thread",
            Ours.Handle.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.60),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.NativeMemory.In(shape).Shown(),
            PeerList.ArrayPool.In(shape).Shown());
}
