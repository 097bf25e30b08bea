// Entitlement of an object: whoever works on its behalf may use emergency memory.
namespace MemallocKit;

/// <summary>
/// The MEMALLOC mark of an object, as a socket that carries swap has it: what is rented for the object with
/// <see cref="Entitlement"/> may use emergency memory, on any thread. Counted, so that two swap files on one connection nest: the
/// first <see cref="Set"/> sets the mark, the last <see cref="Clear"/> clears it. Thread-safe; allocates nothing but itself.
/// </summary>
public sealed class MemallocHolder
{
    // One word, changed atomically: a mark and a count apart were cleared by the first of two users to leave.
    private int _count;

    /// <summary>Whether the mark is set.</summary>
    public bool IsSet => Volatile.Read(ref _count) > 0;

    /// <summary>
    /// To be passed to rents on behalf of the object: <see cref="Entitlement.Memalloc"/> while the mark is set, else
    /// <see cref="Entitlement.Thread"/>. A call that must not use emergency memory passes <see cref="Entitlement.None"/> instead.
    /// </summary>
    public Entitlement Entitlement => IsSet ? Entitlement.Memalloc : Entitlement.Thread;

    /// <summary>Sets the mark, or counts one more user of it.</summary>
    /// <returns>Whether this call set it: the moment to connect what the object charges.</returns>
    /// <exception cref="InvalidOperationException">It is set 2,147,483,647 times; nothing was changed.</exception>
    public bool Set()
    {
        int count;
        do
        {
            count = Volatile.Read(ref _count);
            if (count == int.MaxValue)
                throw new InvalidOperationException($"The holder is set {int.MaxValue} times: a {nameof(Clear)} is missing for each {nameof(Set)}.");
        }
        while (Interlocked.CompareExchange(ref _count, count + 1, count) != count);
        return count == 0;
    }

    /// <summary>Counts one user less, and clears the mark with the last.</summary>
    /// <returns>Whether this call cleared it: the moment to disconnect what the object charged.</returns>
    /// <exception cref="InvalidOperationException">It is not set; nothing was changed.</exception>
    public bool Clear()
    {
        int count;
        do
        {
            count = Volatile.Read(ref _count);
            if (count == 0)
                throw new InvalidOperationException($"The holder is not set: every {nameof(Clear)} needs a {nameof(Set)} before it.");
        }
        while (Interlocked.CompareExchange(ref _count, count - 1, count) != count);
        return count == 1;
    }
}
