// A pair of allocate and free, small, through the handle.
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class HandleArea : Area
{
    public override string Name => "handle";

    public override IEnumerable<Case> Cases =>
        from pair in SmallPairs.All
        let shape = pair.Shape
        select Versus.Case(
            pair.Name,
            Ours.Handle.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.40),
            PeerList.NativeMemory.In(shape).AtMost(0.20),
            PeerList.ArrayPool.In(shape).AtMost(0.20),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.Glibc.In(shape).Shown(),
            PeerList.NewArray.In(shape).Shown());
}
