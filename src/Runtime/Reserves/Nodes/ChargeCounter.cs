// The books of one reserve: what is charged, the most that was, and what may be.
namespace MemallocKit.Reserves;

/// <summary>
/// A charge is one compare-and-swap on one word: usage, whether charges are held up, and how often they were. The ceiling is the
/// limit while the reserve is connected, else 0. Lowering it holds charges up in the very step that sees that no more is charged,
/// so a change that fails refuses nobody. A charge that read the ceiling before a change finds the word changed, and looks
/// again: no charge is ever made that has to be taken back, which others would be refused for meanwhile. A mutable struct: keep it in a field.
/// </summary>
internal struct ChargeCounter
{
    // A zone has 2^42 bytes at most, so what is connected fits. The rest of the word counts: it would have to come round
    // to the same number between two instructions of a charge to deceive it.
    private const int UsageBits = 44;
    private const long UsageMask = (1L << UsageBits) - 1;
    private const long Held = 1L << UsageBits;
    private const long OneRelease = Held << 1;

    private long _word;
    private long _peak;
    private long _ceiling;

    public readonly long Usage => Volatile.Read(in _word) & UsageMask;

    public readonly long Peak => Volatile.Read(in _peak);

    public bool TryCharge(long amount)
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Held) != 0)
            {
                wait.SpinOnce();
                continue;
            }

            var usage = word & UsageMask;

            // Written so that amounts near long.MaxValue cannot wrap.
            if (amount > Volatile.Read(ref _ceiling) - usage)
            {
                // Refused only by a usage and a ceiling that were true together.
                if (Volatile.Read(ref _word) == word)
                    return false;
            }
            else if (Interlocked.CompareExchange(ref _word, word + amount, word) == word)
            {
                RaisePeak(usage + amount);
                return true;
            }
        }
    }

    /// <summary>False, with nothing changed, when less than <paramref name="amount"/> is charged.</summary>
    public bool TryUncharge(long amount)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (amount > (word & UsageMask))
                return false;
            if (Interlocked.CompareExchange(ref _word, word - amount, word) == word)
                return true;
        }
    }

    public void RaiseCeiling(long ceiling) => Volatile.Write(ref _ceiling, Math.Min(ceiling, UsageMask));

    /// <summary>False, with nothing changed, when more is charged. One caller at a time.</summary>
    public bool TryLowerCeiling(long ceiling)
    {
        if (!TryHold(ceiling))
            return false;
        Release(ceiling);
        return true;
    }

    /// <summary>
    /// Makes charges wait until <see cref="Release"/>, a few instructions later; false, with nothing changed, when more than
    /// <paramref name="ceiling"/> is charged. One caller at a time.
    /// </summary>
    public bool TryHold(long ceiling)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & UsageMask) > ceiling)
                return false;
            if (Interlocked.CompareExchange(ref _word, word | Held, word) == word)
                return true;
        }
    }

    /// <summary>Lets charges go on, up to a ceiling.</summary>
    public void Release(long ceiling)
    {
        RaiseCeiling(ceiling);
        long word;
        do
        {
            word = Volatile.Read(ref _word);
        }
        while (Interlocked.CompareExchange(ref _word, unchecked((word & ~Held) + OneRelease), word) != word);
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
