// Managed arrays: new ones, and those of the shared pool.
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

/// <summary>An array as a struct; see <see cref="IAllocator{TSelf, TBlock}"/> for why.</summary>
internal readonly record struct ArrayBlock(byte[] Array)
{
    public ref long First => ref Unsafe.As<byte, long>(ref MemoryMarshal.GetArrayDataReference(Array));
}

/// <summary>Memory that is dropped, not freed: what it costs shows in the collections that the loop brings about.</summary>
internal readonly struct NewArrayAllocator : IAllocator<NewArrayAllocator, ArrayBlock>
{
    public static NewArrayAllocator Open() => default;

    public static ref long First(ArrayBlock block) => ref block.First;

    public ArrayBlock Allocate(int bytes) => new(new byte[bytes]);

    public void Free(ArrayBlock block)
    {
    }
}

internal readonly struct ArrayPoolAllocator : IAllocator<ArrayPoolAllocator, ArrayBlock>
{
    public static ArrayPoolAllocator Open() => default;

    public static ref long First(ArrayBlock block) => ref block.First;

    public ArrayBlock Allocate(int bytes) => new(ArrayPool<byte>.Shared.Rent(bytes));

    public void Free(ArrayBlock block) => ArrayPool<byte>.Shared.Return(block.Array);
}
