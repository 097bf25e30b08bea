// The same pairs without a handle: the zone finds the thread's cache anew for each call.
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class StaticsArea : Area
{
    public override string Name => "statics";

    public override IEnumerable<Case> Cases =>
        from pair in SmallPairs.All
        let shape = pair.Shape
        select Versus.Case(
            pair.Name,
            Ours.Statics.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.70),
            PeerList.NativeMemory.In(shape).AtMost(0.30),
            PeerList.ArrayPool.In(shape).AtMost(0.30),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.Glibc.In(shape).Shown(),
            Ours.Blocks.In(shape).Shown());
}
