// RecyclableMemoryStream: a stream over pooled blocks, with blocks as small as a page so that no more is pooled than asked for.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.IO;

namespace MemallocKit.Benchmarks.Peers;

internal readonly record struct StreamBlock(RecyclableMemoryStream Stream);

internal readonly struct RecyclableStreamAllocator : IAllocator<RecyclableStreamAllocator, StreamBlock>
{
    private static readonly RecyclableMemoryStreamManager s_manager = new(new RecyclableMemoryStreamManager.Options { BlockSize = 4096 });

    public static RecyclableStreamAllocator Open() => default;

    public static ref long First(StreamBlock block) =>
        ref Unsafe.As<byte, long>(ref MemoryMarshal.GetArrayDataReference(block.Stream.GetBuffer()));

    public StreamBlock Allocate(int bytes) => new(s_manager.GetStream(null, bytes));

    public void Free(StreamBlock block) => block.Stream.Dispose();
}
