// A pool as web servers have it: pinned blocks of 4 KiB in a concurrent queue, each with an owner that lives as long as it,
// and counts of what is rented and returned, for eviction.
using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal sealed class PinnedBlockPool : MemoryPool<byte>
{
    private const int BlockBytes = 4096;

    private readonly ConcurrentQueue<Block> _blocks = new();
    private ulong _rented;
    private ulong _returned;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        Interlocked.Increment(ref _rented);
        return _blocks.TryDequeue(out var block) ? block : new Block(this);
    }

    protected override void Dispose(bool disposing) => _blocks.Clear();

    private sealed class Block(PinnedBlockPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(
            GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Dispose()
        {
            Interlocked.Increment(ref pool._returned);
            pool._blocks.Enqueue(this);
        }
    }
}
