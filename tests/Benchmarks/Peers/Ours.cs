// The zone that is measured, in the forms that users meet it in.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal static class Ours
{
    public static readonly Zone Zone = new(new ZoneOptions { Name = "benchmarks", Bytes = 128L << 20 });

    public static readonly Peer Handle = new Peer<HandleAllocator, nint>("handle");

    public static readonly Peer Statics = new Peer<StaticsAllocator, nint>("statics");

    public static readonly Peer Blocks = new Peer<BlockAllocator, MemoryBlock>("TryAllocate (ours)");
}

/// <summary>The fastest form: the thread's cache is found once, before the loop.</summary>
internal readonly unsafe ref struct HandleAllocator(ZoneHandle handle) : IAllocator<HandleAllocator, nint>
{
    private readonly ZoneHandle _handle = handle;

    public static HandleAllocator Open() => new(Ours.Zone.GetHandle());

    public static ref long First(nint block) => ref Unsafe.AsRef<long>((void*)block);

    public nint Allocate(int bytes) => (nint)_handle.Allocate(bytes);

    public void Free(nint block) => _handle.Free((void*)block);
}

/// <summary>The same without a handle: each call finds the thread's cache.</summary>
internal readonly unsafe struct StaticsAllocator : IAllocator<StaticsAllocator, nint>
{
    public static StaticsAllocator Open() => default;

    public static ref long First(nint block) => ref Unsafe.AsRef<long>((void*)block);

    public nint Allocate(int bytes) => (nint)Ours.Zone.Allocate(bytes);

    public void Free(nint block) => Ours.Zone.Free((void*)block);
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
