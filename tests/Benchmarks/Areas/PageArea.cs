// A pair of allocate and free of one page, through the handle: the size of buffers for I/O.
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class PageArea : Area
{
    private static readonly Pairs s_shape = new(4096);

    public override string Name => "page";

    public override IEnumerable<Case> Cases =>
    [
        Versus.Case(
            "pair of 4 KiB",
            Ours.Handle.In(s_shape),
            PeerList.Mimalloc.In(s_shape).AtMost(0.15),
            PeerList.ArrayPool.In(s_shape).AtMost(0.15),
            PeerList.PinnedPool.In(s_shape).AtMost(0.08),
            PeerList.Jemalloc.In(s_shape).Shown(),
            PeerList.NativeMemory.In(s_shape).Shown(),
            PeerList.MemoryPool.In(s_shape).Shown(),
            PeerList.RecyclableStream.In(s_shape).Shown(),
            PeerList.NewArray.In(s_shape).Shown()),
    ];
}
