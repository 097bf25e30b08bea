// Who we are compared with.
namespace MemallocKit.Benchmarks.Peers;

internal static class PeerList
{
    public static readonly Peer Mimalloc = new NativePeer<Mimalloc>("mimalloc");
    public static readonly Peer Jemalloc = new NativePeer<Jemalloc>("jemalloc");
    public static readonly Peer Glibc = new NativePeer<Glibc>("glibc");
    public static readonly Peer NativeMemory = new Peer<NativeMemoryAllocator, nint>("NativeMemory");
    public static readonly Peer NewArray = new Peer<NewArrayAllocator, ArrayBlock>("new byte[]");
    public static readonly Peer ArrayPool = new Peer<ArrayPoolAllocator, ArrayBlock>("ArrayPool");
    public static readonly Peer MemoryPool = new Peer<MemoryPoolAllocator, OwnerBlock>("MemoryPool");
    public static readonly Peer PinnedPool = new Peer<PinnedPoolAllocator, OwnerBlock>("Kestrel-like");
    public static readonly Peer RecyclableStream = new Peer<RecyclableStreamAllocator, StreamBlock>("RecyclableMemoryStream");
}
