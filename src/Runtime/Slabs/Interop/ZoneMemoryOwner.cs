// A buffer of a zone as Memory<byte>.
using System.Buffers;

namespace MemallocKit.Slabs;

/// <summary>Rented once at a time; disposing it returns the block, and a second dispose or a use after it throws.</summary>
internal sealed unsafe class ZoneMemoryOwner : MemoryManager<byte>, IMemoryOwner<byte>
{
    private readonly ZoneMemoryPool _pool;
    private readonly Zone _zone;
    private MemoryBlock _block;
    private int _open;

    public ZoneMemoryOwner(ZoneMemoryPool pool, Zone zone)
    {
        _pool = pool;
        _zone = zone;
    }

    /// <summary>In the pool: the owner that came back next.</summary>
    public ZoneMemoryOwner? NextIdle { get; set; }

    Memory<byte> IMemoryOwner<byte>.Memory => CreateMemory(Block.Length);

    private MemoryBlock Block
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _open) == 0 || _zone.IsDisposed, this);
            return _block;
        }
    }

    public void Open(MemoryBlock block)
    {
        _block = block;
        Volatile.Write(ref _open, 1);
    }

    public override Span<byte> GetSpan() => Block.Span;

    // Native memory stays where it is.
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var block = Block;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)block.Length, nameof(elementIndex));
        return new MemoryHandle((byte*)block.Address + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        ObjectDisposedException.ThrowIf(Interlocked.Exchange(ref _open, 0) == 0, this);
        _zone.Free(_block);
        _pool.PutIdle(this);
    }
}
