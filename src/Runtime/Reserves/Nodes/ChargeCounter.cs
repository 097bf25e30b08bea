// The books of one reserve: what is charged, the most that was, and what may be.
namespace MemallocKit.Reserves;

/// <summary>
/// A charge is one compare-and-swap. The ceiling is the limit while the reserve is connected, else 0. Lowering it meets
/// concurrent charges like this: the lowering side writes the ceiling, then reads usage; a charge writes usage, then reads
/// the ceiling again. Both are full fences, so at least one sees the other; the charge takes itself back and waits until
/// the change is decided, hence a change that fails refuses nobody. A mutable struct: keep it in a field.
/// </summary>
internal struct ChargeCounter
{
    private long _usage;
    private long _peak;
    private long _ceiling;
    private int _lowering;

    public readonly long Usage => Volatile.Read(in _usage);

    public readonly long Peak => Volatile.Read(in _peak);

    public bool TryCharge(long amount)
    {
        var wait = new SpinWait();
        while (true)
        {
            var usage = Volatile.Read(ref _usage);

            // Written so that amounts near long.MaxValue cannot wrap.
            if (amount > Volatile.Read(ref _ceiling) - usage)
            {
                if (Volatile.Read(ref _lowering) == 0)
                    return false;
                wait.SpinOnce();
                continue;
            }

            if (Interlocked.CompareExchange(ref _usage, usage + amount, usage) != usage)
                continue;
            if (usage + amount <= Volatile.Read(ref _ceiling))
            {
                RaisePeak(usage + amount);
                return true;
            }

            Interlocked.Add(ref _usage, -amount);
        }
    }

    /// <summary>False, with nothing changed, when less than <paramref name="amount"/> is charged.</summary>
    public bool TryUncharge(long amount)
    {
        while (true)
        {
            var usage = Volatile.Read(ref _usage);
            if (amount > usage)
                return false;
            if (Interlocked.CompareExchange(ref _usage, usage - amount, usage) == usage)
                return true;
        }
    }

    public void RaiseCeiling(long ceiling) => Volatile.Write(ref _ceiling, ceiling);

    /// <summary>False, with nothing changed, when more is charged. One caller at a time.</summary>
    public bool TryLowerCeiling(long ceiling)
    {
        var before = _ceiling;
        Volatile.Write(ref _lowering, 1);
        Interlocked.Exchange(ref _ceiling, ceiling);
        var lowered = Volatile.Read(ref _usage) <= ceiling;
        if (!lowered)
            Volatile.Write(ref _ceiling, before);
        Volatile.Write(ref _lowering, 0);
        return lowered;
    }

    private void RaisePeak(long usage)
    {
        var peak = Volatile.Read(ref _peak);
        while (usage > peak)
        {
            var seen = Interlocked.CompareExchange(ref _peak, usage, peak);
            if (seen == peak)
                return;
            peak = seen;
        }
    }
}
