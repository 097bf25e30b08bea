// A pair of allocate and free, small, through the handle.
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class HandleArea : Area
{
    public override string Name => "handle";

    public override IEnumerable<Case> Cases =>
        from bytes in new[] { 16, 48, 128, 256 }
        let shape = new Pairs(bytes)
        select Versus.Case(
            $"pair of {bytes} B",
            Ours.Handle.In(shape),
            PeerList.Mimalloc.In(shape).AtMost(0.40),
            PeerList.NativeMemory.In(shape).AtMost(0.20),
            PeerList.ArrayPool.In(shape).AtMost(0.20),
            PeerList.Jemalloc.In(shape).Shown(),
            PeerList.Glibc.In(shape).Shown(),
            PeerList.NewArray.In(shape).Shown());
}
