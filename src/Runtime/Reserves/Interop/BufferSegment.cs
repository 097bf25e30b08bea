// A stretch of a buffer writer's memory.
using System.Buffers;

namespace MemallocKit.Reserves;

/// <summary>
/// Made with its writer and used again for one lease after the other. Memory that was taken of it is empty once the lease is back, and
/// names the next lease after that: it ends where the contract of writers says, with the next call.
/// </summary>
internal sealed unsafe class BufferSegment : MemoryManager<byte>
{
    private Holding _holding;

    public int Written { get; set; }

    public int Length => _holding.Block.Length;

    public void Fill(ref ByteLease lease)
    {
        _holding = lease.Detach();
        Written = 0;
    }

    public void Empty()
    {
        var holding = _holding;
        _holding = default;
        Written = 0;
        holding.Release();
    }

    public override Span<byte> GetSpan() => _holding.Block.Span;

    /// <summary>The memory never moves.</summary>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, Length);
        return new MemoryHandle((void*)(_holding.Block.Address + elementIndex));
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
