// A place in the line of those who wait for a charge.
namespace MemallocKit.Reserves;

internal enum WaitState
{
    /// <summary>Nobody's.</summary>
    Free = 0,

    /// <summary>In line.</summary>
    Waiting,

    /// <summary>Charged on behalf of the waiter and out of the line; the charge is the waiter's to use or to take back.</summary>
    Granted,

    /// <summary>Out of the line: the limit fell below what was asked for.</summary>
    TooLarge,

    /// <summary>Out of the line: the reserve was disconnected.</summary>
    Disconnected,
}

/// <summary>Written under the gate of the queue. <see cref="State"/> alone is read without it.</summary>
internal struct WaitPlace
{
    public const int None = -1;

    private int _state;

    /// <summary>Links in the line, or in the list of free places.</summary>
    public int Next;
    public int Previous;

    /// <summary>What is asked for, in the reserve's unit.</summary>
    public long Amount;

    /// <summary>Whether the charge is for a lease; else it is what <see cref="Reserve.TryCharge(long)"/> makes.</summary>
    public bool ForLease;

    /// <summary>Who waits since when, for reports.</summary>
    public int Thread;
    public long Since;

    public WaitState State
    {
        readonly get => (WaitState)Volatile.Read(in _state);
        set => Volatile.Write(ref _state, (int)value);
    }
}
