// Ordinary memory of a zone for those who ask a MemoryPool.
using System.Buffers;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// Owners are used again, the one that came back longest ago first, and only once some are idle: so that a second Dispose, or a use after
/// it, still meets an owner that says no. Thread-safe; the gate is a leaf.
/// </summary>
internal sealed class ZoneMemoryPool : MemoryPool<byte>
{
    private const int DefaultBytes = PageArithmetic.PageBytes;
    private const int LeastIdleOwners = 64;

    private readonly Zone _zone;
    private SpinGate _gate;
    private ZoneMemoryOwner? _oldestIdle;
    private ZoneMemoryOwner? _newestIdle;
    private int _idleOwners;
    private volatile bool _disposed;

    public ZoneMemoryPool(Zone zone) => _zone = zone;

    public override int MaxBufferSize => ObjectEstimate.LargestObjectBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(minBufferSize, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, MaxBufferSize);
        var bytes = minBufferSize == -1 ? DefaultBytes : Math.Max(minBufferSize, 1);

        // The owner first: if it cannot be had, no memory is lost.
        var owner = TakeIdle() ?? new ZoneMemoryOwner(this, _zone);
        if (_zone.TryAllocate(SizeOf(bytes), out var block))
        {
            owner.Open(block);
            return owner;
        }

        PutIdle(owner);
        throw new InsufficientMemoryException($"Zone '{_zone.Name}' has no {bytes:N0} bytes of ordinary memory left.");
    }

    public void PutIdle(ZoneMemoryOwner owner)
    {
        owner.NextIdle = null;
        _gate.Enter();
        if (_newestIdle is { } newest)
            newest.NextIdle = owner;
        else
            _oldestIdle = owner;
        _newestIdle = owner;
        _idleOwners++;
        _gate.Exit();
    }

    // What is rented goes on: it is the zone's, and its owners give it back.
    protected override void Dispose(bool disposing) => _disposed = true;

    private static int SizeOf(int bytes) => bytes <= SizeClasses.LargestBytes
        ? SizeClasses.Bytes(SizeClasses.IndexOf(bytes))
        : (int)PageArithmetic.PagesFor(bytes) * PageArithmetic.PageBytes;

    private ZoneMemoryOwner? TakeIdle()
    {
        ZoneMemoryOwner? owner = null;
        _gate.Enter();
        if (_idleOwners > LeastIdleOwners)
        {
            owner = _oldestIdle;
            _oldestIdle = owner!.NextIdle;
            _idleOwners--;
        }

        _gate.Exit();
        return owner;
    }
}
