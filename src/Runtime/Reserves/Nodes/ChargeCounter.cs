// The books of one reserve and the gate to its memory, in one word.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves;

/// <summary>
/// The word holds what may still be charged (<em>room</em>: ceiling less usage), whether the gate is held, whether somebody
/// waits in line, and a count of how often the gate was left. The ceiling is the limit while the reserve is connected, else 0.
/// <para>
/// One rule carries everything: while the gate is held, nobody but its holder writes the word. So entering and charging are one
/// compare-and-swap, leaving (and uncharging) is a plain store, and <see cref="TryCharge"/> and <see cref="TryUncharge"/> are one
/// compare-and-swap on a word whose gate is free. Because it is room that is compared, a charge can pass no ceiling that was
/// lowered meanwhile, and a refusal needs one read: it never waits at the gate, whose holder has its own charge taken already.
/// </para>
/// <para>
/// What the gate guards besides the word (ceiling, what leases hold) belongs to a word that was read with the gate free and is
/// found unchanged afterwards. The count of leavings would have to come round to the same number between two instructions to
/// deceive that; peak and the check of <see cref="TryUncharge"/> rest on it, what is granted does not.
/// </para>
/// <para>A mutable struct: keep it in a field. A thread that holds the gate of one counter enters another only under the tree lock.</para>
/// </summary>
internal struct ChargeCounter
{
    // A zone has 2^42 bytes at most, and what backs a limit is more than the limit: what is connected fits. The count of
    // leavings is uppermost, so that it wraps without touching anything.
    private const int RoomBits = 42;
    private const long RoomMask = (1L << RoomBits) - 1;
    private const long Gate = 1L << RoomBits;
    private const long Waiting = Gate << 1;
    private const long OneLeaving = Waiting << 1;

    private long _word;

    // Written by the holder of the gate.
    private long _ceiling;
    private long _leased;

    private long _peak;

    /// <summary>What is charged. Waits at the gate, so not for its holder.</summary>
    public readonly long Usage
    {
        get
        {
            var wait = new SpinWait();
            while (true)
            {
                var word = Volatile.Read(in _word);
                var usage = Volatile.Read(in _ceiling) - Room(word);
                if ((word & Gate) == 0 && Volatile.Read(in _word) == word)
                    return usage;
                wait.SpinOnce();
            }
        }
    }

    public readonly long Peak => Volatile.Read(in _peak);

    /// <summary>The limit while the reserve is connected, else 0.</summary>
    public readonly long Ceiling => Volatile.Read(in _ceiling);

    /// <summary>
    /// Somebody waits in line. To be read after anything that makes room: whoever waits sets it before looking for room, so one
    /// of the two sees the other.
    /// </summary>
    public readonly bool HasWaiters => (Volatile.Read(in _word) & Waiting) != 0;

    /// <summary>Whether a charge would be refused now. One read.</summary>
    public readonly bool Refuses(long amount, bool pastWaiters = false) => Refuses(Volatile.Read(in _word), amount, pastWaiters);

    /// <summary>Charges for what is not a lease. Never overtakes those who wait.</summary>
    public bool TryCharge(long amount)
    {
        var word = Volatile.Read(ref _word);
        var wait = new SpinWait();
        while (!Refuses(word, amount, pastWaiters: false))
        {
            if ((word & Gate) != 0)
            {
                wait.SpinOnce();
            }
            else
            {
                var ceiling = Volatile.Read(ref _ceiling);
                if (Interlocked.CompareExchange(ref _word, word - amount, word) == word)
                {
                    RaisePeak(ceiling - Room(word) + amount);
                    return true;
                }
            }

            word = Volatile.Read(ref _word);
        }

        return false;
    }

    /// <summary>Takes back what <see cref="TryCharge"/> charged; false, with nothing changed, when that is less.</summary>
    public bool TryUncharge(long amount)
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Gate) != 0)
            {
                wait.SpinOnce();
                continue;
            }

            if (amount > Volatile.Read(ref _ceiling) - Room(word) - Volatile.Read(ref _leased))
            {
                // Refused only by figures that were true together.
                if (Volatile.Read(ref _word) == word)
                    return false;
            }
            else if (Interlocked.CompareExchange(ref _word, word + amount, word) == word)
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Charges for a lease and holds the gate, in one step; neither when it is refused. The head of the line of those who
    /// wait charges past it.
    /// </summary>
    public bool TryEnter(long amount, bool pastWaiters = false)
    {
        var word = Volatile.Read(ref _word);
        var wait = new SpinWait();
        while (!Refuses(word, amount, pastWaiters))
        {
            if ((word & Gate) != 0)
            {
                wait.SpinOnce();
            }
            else if (Interlocked.CompareExchange(ref _word, (word - amount) | Gate, word) == word)
            {
                Volatile.Write(ref _leased, _leased + amount);
                RaisePeak(_ceiling - Room(word) + amount);
                return true;
            }

            word = Volatile.Read(ref _word);
        }

        return false;
    }

    /// <summary>Charges on behalf of the first in line: for a lease, or as <see cref="TryCharge"/> does.</summary>
    public bool TryChargePastWaiters(long amount, bool forLease)
    {
        if (!TryEnter(amount, pastWaiters: true))
            return false;
        if (!forLease)
            Volatile.Write(ref _leased, _leased - amount);
        Exit();
        return true;
    }

    /// <summary>Holds the gate.</summary>
    public void Enter()
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Gate) == 0 && Interlocked.CompareExchange(ref _word, word | Gate, word) == word)
                return;
            wait.SpinOnce();
        }
    }

    /// <summary>Leaves the gate, taking back what a lease was charged.</summary>
    public void Exit(long settled = 0)
    {
        Volatile.Write(ref _leased, _leased - settled);
        Leave(_word + settled);
    }

    /// <summary>Leaves the gate with another ceiling, which is not below what is charged.</summary>
    public void ExitWithCeiling(long ceiling)
    {
        var change = Math.Min(ceiling, RoomMask) - _ceiling;
        Volatile.Write(ref _ceiling, _ceiling + change);
        Leave(_word + change);
    }

    /// <summary>
    /// Holds the gate if no more than <paramref name="ceiling"/> is charged; else false, with nothing changed. Charges wait meanwhile.
    /// </summary>
    public bool TryHold(long ceiling)
    {
        Enter();
        if (_ceiling - Room(_word) <= ceiling)
            return true;
        Exit();
        return false;
    }

    /// <summary>False, with nothing changed and nobody refused, when more is charged.</summary>
    public bool TryLowerCeiling(long ceiling)
    {
        if (!TryHold(ceiling))
            return false;
        ExitWithCeiling(ceiling);
        return true;
    }

    public void RaiseCeiling(long ceiling)
    {
        Enter();
        ExitWithCeiling(ceiling);
    }

    /// <summary>
    /// From here on, until it is taken back, charges are refused but for the head of the line. Whoever sets it looks for room
    /// afterwards and only then sleeps; whoever makes room looks at <see cref="HasWaiters"/> afterwards.
    /// </summary>
    public void SetWaiting(bool waiting)
    {
        Enter();
        Leave(waiting ? _word | Waiting : _word & ~Waiting);
    }

    private static long Room(long word) => word & RoomMask;

    // Written so that amounts near long.MaxValue cannot wrap.
    private static bool Refuses(long word, long amount, bool pastWaiters) =>
        amount > Room(word) || (!pastWaiters && (word & Waiting) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leave(long word) => Volatile.Write(ref _word, unchecked((word & ~Gate) + OneLeaving));

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
