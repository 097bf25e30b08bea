// Who holds what of a reserve, and since when.
namespace MemallocKit.Reserves;

/// <summary>A charge of a lease. Written under the gate of the reserve; reports read it without.</summary>
internal struct HolderRecord
{
    /// <summary>0 when nobody's.</summary>
    public long Amount;

    public long Since;
    public int Thread;

    /// <summary>The next free record.</summary>
    public int Next;
}

/// <summary>
/// A record for every lease that can be charged at a time, made before the limit rises; number 0 is nobody's. Not thread-safe but for
/// growing and reading: records are taken and given back under the gate of the reserve.
/// </summary>
internal sealed class HolderTable
{
    private Segments<HolderRecord> _records = new();
    private int _made = 1;
    private int _free;

    /// <summary>How many records there are to be read, number 0 among them.</summary>
    public int Count => Volatile.Read(ref _made);

    /// <summary>Allocates what <see cref="Admit"/> puts to use. Under the tree lock.</summary>
    public void Grow(long leases) => _records.Grow(leases + 1);

    /// <summary>Puts records to use. Under the gate.</summary>
    public void Admit(long leases)
    {
        var made = _made;
        for (; made <= leases; made++)
        {
            _records[made].Next = _free;
            _free = made;
        }

        Volatile.Write(ref _made, made);
    }

    /// <summary>Notes that the calling thread holds something from now on. Under the gate, with the charge for it granted.</summary>
    public int Take(long amount, long now)
    {
        var number = _free;
        _free = _records[number].Next;
        Note(number, amount, now);
        return number;
    }

    /// <summary><see cref="Take"/> for callers that number what they lend themselves.</summary>
    public void Note(int number, long amount, long now)
    {
        ref var record = ref _records[number];
        record.Thread = Environment.CurrentManagedThreadId;
        record.Since = now;
        Volatile.Write(ref record.Amount, amount);
    }

    /// <summary>Ends what <see cref="Note"/> noted. Under the gate.</summary>
    public void Forget(int number) => Volatile.Write(ref _records[number].Amount, 0);

    /// <summary>Ends what <see cref="Take"/> noted. Under the gate.</summary>
    public void Return(int number)
    {
        Forget(number);
        _records[number].Next = _free;
        _free = number;
    }

    /// <summary>The record of a number below <see cref="Count"/>; its fields may be of two holders.</summary>
    public HolderRecord Read(int number)
    {
        ref var record = ref _records[number];
        var amount = Volatile.Read(ref record.Amount);
        return new HolderRecord { Amount = amount, Since = record.Since, Thread = record.Thread };
    }
}
