// What a thread has on loan from one reserve.
namespace MemallocKit.ReserveOnly;

/// <summary>
/// Keeps a thread within its quota, so that the sum over all threads stays within the limit and every request has to be granted. What is
/// on loan carries a mark of its own, which nobody else may change. Leases are returned in random order.
/// </summary>
/// <param name="quota">In the reserve's unit.</param>
/// <param name="most">The most leases that can be held within the quota.</param>
/// <param name="firstMark">Where the thread's marks begin.</param>
internal abstract class Stock(long quota, int most, long firstMark)
{
    private readonly long[] _marks = new long[most];
    private readonly long[] _charges = new long[most];
    private long _charged;
    private long _nextMark = firstMark;

    public int Count { get; private set; }

    public long Overwritten { get; private set; }

    /// <summary>Asks for something if the quota has room for it.</summary>
    /// <returns>Whether it was granted; <see langword="null"/> when there was no room.</returns>
    public bool? TryRent(ref Dice dice, Entitlement entitlement)
    {
        var charge = Choose(ref dice);
        if (Count == _marks.Length || _charged + charge > quota)
            return null;
        if (!TryRent(Count, ++_nextMark, entitlement))
            return false;
        _marks[Count] = _nextMark;
        _charges[Count] = charge;
        _charged += charge;
        Count++;
        return true;
    }

    public void Return(int index)
    {
        if (!TryReturn(index, _marks[index]))
            Overwritten++;
        _charged -= _charges[index];
        Count--;
        (_marks[index], _charges[index]) = (_marks[Count], _charges[Count]);
        Move(Count, index);
    }

    /// <summary>Whether somebody who is not entitled gets what the reserve has. It is given back at once.</summary>
    public abstract bool LeaksToOthers();

    /// <summary>Decides what to ask for next, and says what that is charged.</summary>
    protected virtual long Choose(ref Dice dice) => 1;

    /// <summary>Asks for what was chosen, marks it and keeps it at a place.</summary>
    protected abstract bool TryRent(int place, long mark, Entitlement entitlement);

    /// <summary>Returns what is at a place; false when its mark is gone.</summary>
    protected abstract bool TryReturn(int place, long mark);

    protected abstract void Move(int from, int to);
}
