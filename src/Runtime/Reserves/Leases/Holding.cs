// What a lease holds: memory, and whom it was charged to.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves;

/// <summary>
/// Ordinary memory of a zone, or emergency memory with the charge that covers it; either rented through a reserve. A mutable struct that is
/// filled where it stays and released there, field by field: a copy right after narrow stores is a wide load, which the processor cannot
/// serve from its store buffer, and five of those made half the cost of a rent.
/// </summary>
internal struct Holding
{
    private object? _source;

    public Holding(Reserve reserve, Zone zone, MemoryBlock block)
    {
        Reserve = reserve;
        _source = zone;
        Block = block;
    }

    public Reserve? Reserve { get; private set; }

    /// <summary>What is charged to the reserve; 0 for ordinary memory.</summary>
    public long Charge { get; private set; }

    public MemoryBlock Block { get; private set; }

    /// <summary>The record of who holds it (<see cref="HolderTable"/>).</summary>
    public int Holder { get; private set; }

    public readonly bool IsEmpty => _source is null;

    public readonly bool IsEmergency => Charge > 0;

    /// <summary>The zone of ordinary memory.</summary>
    public readonly Zone? Zone => _source as Zone;

    public static void Ordinary(out Holding holding, Reserve reserve, Zone zone, MemoryBlock block)
    {
        Unsafe.SkipInit(out holding);
        holding.Reserve = reserve;
        holding._source = zone;
        holding.Charge = 0;
        holding.Block = block;
        holding.Holder = 0;
    }

    public static void Emergency(out Holding holding, Reserve reserve, EmergencyStore source, nint slot, int bytes, long charge, int holder)
    {
        Unsafe.SkipInit(out holding);
        holding.Reserve = reserve;
        holding._source = source;
        holding.Charge = charge;
        holding.Block = new MemoryBlock(slot, bytes, 0);
        holding.Holder = holder;
    }

    /// <summary>
    /// Frees, then uncharges: the other way round, a charge could be granted for memory that is not back yet. Nothing is held afterwards, even if that throws.
    /// </summary>
    public void Release()
    {
        var (source, charge, block) = (_source, Charge, Block);
        if (source is null)
            return;
        _source = null;
        Charge = 0;
        Block = default;

        // The charge says what the source is; asking its type would cost as much as the rest.
        if (charge > 0)
            Reserve!.Return(Unsafe.As<EmergencyStore>(source), block.Address, block.Length, charge, Holder);
        else
            Unsafe.As<Zone>(source).Free(block);
    }
}
