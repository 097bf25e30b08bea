// What a lease holds: memory, and whom it was charged to.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves;

/// <summary>
/// Ordinary memory of a zone, or emergency memory with the charge that covers it; either rented through a reserve.
/// </summary>
internal readonly struct Holding
{
    private readonly object? _source;
    private readonly int _holder;

    public Holding(Reserve reserve, Zone zone, MemoryBlock block)
    {
        Reserve = reserve;
        _source = zone;
        Block = block;
    }

    public Holding(Reserve reserve, EmergencyStore source, nint slot, int bytes, long charge, int holder)
    {
        Reserve = reserve;
        _source = source;
        _holder = holder;
        Charge = charge;
        Block = new MemoryBlock(slot, bytes, 0);
    }

    public Reserve? Reserve { get; }

    /// <summary>What is charged to the reserve; 0 for ordinary memory.</summary>
    public long Charge { get; }

    public MemoryBlock Block { get; }

    public bool IsEmpty => _source is null;

    public bool IsEmergency => Charge > 0;

    /// <summary>The zone of ordinary memory.</summary>
    public Zone? Zone => _source as Zone;

    /// <summary>The record of who holds it (<see cref="HolderTable"/>).</summary>
    public int Holder => _holder;

    /// <summary>Frees, then uncharges: the other way round, a charge could be granted for memory that is not back yet.</summary>
    public void Release()
    {
        // The charge says what the source is; asking its type would cost as much as the rest.
        if (IsEmergency)
            Reserve!.Return(Unsafe.As<EmergencyStore>(_source!), Block.Address, Block.Length, Charge, _holder);
        else
            Zone?.Free(Block);
    }
}
