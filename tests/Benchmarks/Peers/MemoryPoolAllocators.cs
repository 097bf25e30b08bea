// Pools of IMemoryOwner: the framework's, and one like Kestrel's.
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal readonly record struct OwnerBlock(IMemoryOwner<byte> Owner)
{
    public ref long First => ref Unsafe.As<byte, long>(ref MemoryMarshal.GetReference(Owner.Memory.Span));
}

internal readonly struct MemoryPoolAllocator : IAllocator<MemoryPoolAllocator, OwnerBlock>
{
    public static MemoryPoolAllocator Open() => default;

    public static ref long First(OwnerBlock block) => ref block.First;

    public OwnerBlock Allocate(int bytes) => new(MemoryPool<byte>.Shared.Rent(bytes));

    public void Free(OwnerBlock block) => block.Owner.Dispose();
}

internal readonly struct PinnedPoolAllocator : IAllocator<PinnedPoolAllocator, OwnerBlock>
{
    private static readonly PinnedBlockPool s_pool = new();

    public static PinnedPoolAllocator Open() => default;

    public static ref long First(OwnerBlock block) => ref block.First;

    public OwnerBlock Allocate(int bytes) => new(s_pool.Rent(bytes));

    public void Free(OwnerBlock block) => block.Owner.Dispose();
}
