// How often something happened to a reserve.
namespace MemallocKit.Reserves;

/// <summary>
/// Counted on slow paths only, whether anyone looks or not: an operator who attaches late still sees what there was. Exact
/// at rest. A mutable struct: keep it in a field and never copy it.
/// </summary>
internal struct ReserveCounters
{
    private long _refusedByLimit;
    private long _refusedUnentitled;
    private long _refusedByTimeout;
    private long _waits;
    private long _stalls;

    // Written under the reserve's gate, which makes them cost next to nothing. What has begun and not ended is out.
    private long _rentsBegun;
    private long _rentsEnded;

    public readonly long EmergencyRents => Volatile.Read(in _rentsBegun);

    public readonly long Waits => Volatile.Read(in _waits);

    public readonly long Stalls => Volatile.Read(in _stalls);

    public readonly long Refusals(RefusalReason reason) => reason switch
    {
        RefusalReason.Limit => Volatile.Read(in _refusedByLimit),
        RefusalReason.NotEntitled => Volatile.Read(in _refusedUnentitled),
        _ => Volatile.Read(in _refusedByTimeout),
    };

    public void CountRefusals(RefusalReason reason, int count)
    {
        switch (reason)
        {
            case RefusalReason.Limit:
                Interlocked.Add(ref _refusedByLimit, count);
                break;
            case RefusalReason.NotEntitled:
                Interlocked.Add(ref _refusedUnentitled, count);
                break;
            default:
                Interlocked.Add(ref _refusedByTimeout, count);
                break;
        }
    }

    public void CountWait() => Interlocked.Increment(ref _waits);

    public void CountStall() => Interlocked.Increment(ref _stalls);

    /// <summary>Emergency memory goes out, under the gate; true when none was out before.</summary>
    public bool BeginRent()
    {
        var begun = _rentsBegun;
        Volatile.Write(ref _rentsBegun, begun + 1);
        return begun == _rentsEnded;
    }

    /// <summary>Emergency memory is back, under the gate; true when none is out any more.</summary>
    public bool EndRent() => ++_rentsEnded == _rentsBegun;
}
