// The zone that is measured, in the forms that users meet it in.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal static class Ours
{
    public static readonly Zone Zone = new(new ZoneOptions { Name = "benchmarks", Bytes = 128L << 20 });

    public static readonly Peer Handle = new Peer<BlockAllocator, MemoryBlock>("handle");

    public static readonly Peer Statics = new Peer<BlockAllocator, MemoryBlock>("statics");

    public static readonly Peer Blocks = new Peer<BlockAllocator, MemoryBlock>("TryAllocate");
}

/// <summary>The safe form: blocks that know their length.</summary>
internal readonly struct BlockAllocator : IAllocator<BlockAllocator, MemoryBlock>
{
    public static BlockAllocator Open() => default;

    public static ref long First(MemoryBlock block) => ref Unsafe.As<byte, long>(ref MemoryMarshal.GetReference(block.Span));

    public MemoryBlock Allocate(int bytes)
    {
        Ours.Zone.TryAllocate(bytes, out var block);
        return block;
    }

    public void Free(MemoryBlock block) => Ours.Zone.Free(block);
}
