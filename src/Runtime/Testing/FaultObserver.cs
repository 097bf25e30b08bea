// How a fault plan decides.
namespace MemallocKit.Testing;

/// <summary>Numbers the ordinary allocations of a zone and counts those that it fails.</summary>
internal abstract class FaultObserver : TestObserver
{
    private long _seen;
    private long _failed;

    public long Seen => Volatile.Read(ref _seen);

    public long Failed => Volatile.Read(ref _failed);

    protected sealed override bool AdmitOrdinary(long bytes)
    {
        var number = Interlocked.Increment(ref _seen);
        if (!Fails(number))
            return true;
        Interlocked.Increment(ref _failed);
        return false;
    }

    protected abstract bool Fails(long number);
}

/// <summary>Fails a range of numbers.</summary>
internal sealed class NumberedFaults(long first, long last, Action? onFirst) : FaultObserver
{
    protected override bool Fails(long number)
    {
        if (number == first)
            onFirst?.Invoke();
        return number >= first && number <= last;
    }
}

/// <summary>Fails by a hash of seed and number, so that what one thread does moves no other thread's dice.</summary>
internal sealed class RandomFaults(double probability, int seed) : FaultObserver
{
    // Below it fails. 2^53 steps, which a double holds exactly; all of them at probability 1, none at 0.
    private readonly long _threshold = (long)(probability * (1L << 53));

    protected override bool Fails(long number) => (long)(Mix((ulong)number + ((ulong)(uint)seed << 32)) >> 11) < _threshold;

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
