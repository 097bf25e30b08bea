// Many live blocks of many sizes, replaced at random, on one thread and on two.
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class MixedArea : Area
{
    public override string Name => "mixed";

    public override IEnumerable<Case> Cases =>
        from threads in new[] { 1, 2 }
        let shape = new MixedSizes(threads)
        select Versus.Case(
            threads == 1 ? "1 thread" : $"{threads} threads",
            Ours.Handle.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.65),
            PeerList.Glibc.In(shape).AtMost(0.25),
            PeerList.ArrayPool.In(shape).AtMost(0.25),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.NativeMemory.In(shape).Shown());
}
