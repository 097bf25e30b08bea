// A thousand blocks, freed in random order: what caches of a few blocks do not hold.
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class BatchArea : Area
{
    public override string Name => "batch";

    public override IEnumerable<Case> Cases =>
        from bytes in new[] { 64, 256, 1024, 4096 }
        let shape = new Batches(bytes, 1000)
        select Versus.Case(
            $"1000 of {bytes} B",
            Ours.Handle.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.60),
            PeerList.NativeMemory.In(shape).AtMost(0.15),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.ArrayPool.In(shape).Shown(),
            PeerList.NewArray.In(shape).Shown());
}
