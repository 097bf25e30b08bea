// What a lease holds: memory, and whom it was charged to.
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>Ordinary memory of a zone, or emergency memory with the charge that covers it.</summary>
internal readonly struct Holding
{
    private readonly object? _source;
    private readonly Reserve? _charged;
    private readonly long _charge;

    public Holding(Zone zone, MemoryBlock block)
    {
        _source = zone;
        Block = block;
    }

    public Holding(Reserve charged, EmergencyStore source, nint slot, int bytes, long charge)
    {
        _source = source;
        _charged = charged;
        _charge = charge;
        Block = new MemoryBlock(slot, bytes, 0);
    }

    public MemoryBlock Block { get; }

    public bool IsEmpty => _source is null;

    public bool IsEmergency => _charged is not null;

    /// <summary>Frees, then uncharges: the other way round, a charge could be granted for memory that is not back yet.</summary>
    public void Release()
    {
        if (_charged is null)
        {
            (_source as Zone)?.Free(Block);
            return;
        }

        _charged.Return((EmergencyStore)_source!, Block.Address, Block.Length, _charge);
    }
}
