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
internal partial struct ChargeCounter
{
    // From the top: a sign that is set with either flag, so that one comparison sees both too little room and a word that is not
    // free; the flags; room; leavings. A zone has 2^42 bytes at most, and what backs a limit is more than the limit: what is connected fits.
    private const int RoomShift = 19;
    private const int RoomBits = 42;
    private const long LeavingMask = (1L << RoomShift) - 1;
    private const long MostRoom = (1L << RoomBits) - 1;
    private const long Gate = 1L << (RoomShift + RoomBits);
    private const long Waiting = Gate << 1;
    private const long NotFree = Waiting << 1;

    private long _word;

    // Written by the holder of the gate: the ceiling, and the word as it is when leases hold all that is charged, with the highest
    // count of leavings. Uncharging cannot lead beyond that.
    private long _ceiling;
    private long _leasedOnly;

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

    /// <summary>Charges for what is not a lease. Never overtakes those who wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCharge(long amount)
    {
        var word = Volatile.Read(ref _word);
        var after = word - (amount << RoomShift);
        if (after < 0 || amount > MostRoom)
            return word < 0 && TryChargeContended(amount);
        var ceiling = Volatile.Read(ref _ceiling);
        if (Interlocked.CompareExchange(ref _word, after, word) != word)
            return TryChargeContended(amount);
        NotePeak(ceiling - Room(after));
        return true;
    }

    /// <summary>
    /// Takes back what <see cref="TryCharge"/> charged if that goes at once: false says nothing but that <see cref="TryUncharge"/> must be
    /// asked. When it goes, the gate was free and nobody waited.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryUnchargeAtOnce(long amount)
    {
        var word = Volatile.Read(ref _word);
        var after = word + (amount << RoomShift);

        // Unsigned, a word that is not free is beyond everything.
        return (ulong)after <= (ulong)Volatile.Read(ref _leasedOnly) && amount <= MostRoom
            && Interlocked.CompareExchange(ref _word, after, word) == word;
    }

    /// <summary>Takes back what <see cref="TryCharge"/> charged; false, with nothing changed, when that is less.</summary>
    public bool TryUncharge(long amount)
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Gate) == 0)
            {
                if (amount > Room(Volatile.Read(ref _leasedOnly)) - Room(word))
                {
                    // Refused only by figures that were true together.
                    if (Volatile.Read(ref _word) == word)
                        return false;
                }
                else if (Interlocked.CompareExchange(ref _word, word + (amount << RoomShift), word) == word)
                {
                    return true;
                }
            }

            wait.SpinOnce();
        }
    }

    /// <summary>
    /// Charges for a lease and holds the gate, in one step; neither when it is refused. The head of the line of those who
    /// wait charges past it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(long amount, bool pastWaiters = false)
    {
        var word = Volatile.Read(ref _word);
        var after = word - (amount << RoomShift);
        if (after < 0 || amount > MostRoom || Interlocked.CompareExchange(ref _word, after | Gate | NotFree, word) != word)
        {
            if (!TryEnterContended(amount, pastWaiters))
                return false;
        }

        Lease(amount);
        NotePeak(_ceiling - Room(_word));
        return true;
    }

    /// <summary>Charges on behalf of the first in line: for a lease, or as <see cref="TryCharge"/> does.</summary>
    public bool TryChargePastWaiters(long amount, bool forLease)
    {
        if (!TryEnter(amount, pastWaiters: true))
            return false;
        if (!forLease)
            Lease(-amount);
        Exit();
        return true;
    }

    /// <summary>Holds the gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        var word = Volatile.Read(ref _word);
        if (word < 0 || Interlocked.CompareExchange(ref _word, word | Gate | NotFree, word) != word)
            EnterContended();
    }

    /// <summary>Leaves the gate, taking back what a lease was charged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit(long settled = 0)
    {
        Lease(-settled);
        Leave(_word + (settled << RoomShift));
    }

    /// <summary>Whether that much was charged by <see cref="TryCharge"/>. A snapshot.</summary>
    public bool Accounts(long amount)
    {
        Enter();
        var accounted = Room(_leasedOnly) - Room(_word);
        Exit();
        return amount <= accounted;
    }

    /// <summary>Leaves the gate with another ceiling, which is not below what is charged.</summary>
    public void ExitWithCeiling(long ceiling)
    {
        var change = Math.Min(ceiling, MostRoom) - _ceiling;
        Volatile.Write(ref _ceiling, _ceiling + change);
        Volatile.Write(ref _leasedOnly, (_leasedOnly + (change << RoomShift)) | LeavingMask);
        Leave(_word + (change << RoomShift));
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

    private static long Room(long word) => (word >> RoomShift) & MostRoom;

    // Written so that amounts near long.MaxValue cannot wrap.
    private static bool Refuses(long word, long amount, bool pastWaiters) =>
        amount > Room(word) || (!pastWaiters && (word & Waiting) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lease(long amount) => Volatile.Write(ref _leasedOnly, _leasedOnly - (amount << RoomShift));

    /// <summary>Stores a word whose gate was held, with the gate free and one leaving more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leave(long word)
    {
        var free = (word & Waiting) != 0 ? word & ~Gate : word & ~(Gate | NotFree);
        Volatile.Write(ref _word, (free & ~LeavingMask) | ((free + 1) & LeavingMask));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NotePeak(long usage)
    {
        if (usage > Volatile.Read(ref _peak))
            RaisePeak(usage);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
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
