// Makes ordinary allocations fail on purpose, by number or by chance.
namespace MemallocKit.Testing;

/// <summary>
/// While it is not disposed, fails some of a zone's ordinary allocations as if memory were gone: <see cref="Zone.TryAllocate"/> returns false, a
/// rent goes on to the reserve. Reserves themselves never fail, nor does <see cref="MemoryPressure"/>. Several plans can be
/// installed on a zone; an allocation fails if any of them says so. The allocations of all threads count, in the order they come.
/// Thread-safe. Managed memory (<c>new</c>) is not the zone's and cannot be failed by this.
/// </summary>
/// <remarks>
/// Threads that used the zone before go on with what they have in their caches, unseen, until it runs out; the thread that makes the plan
/// does not. Where several threads are tested, make the zone without <see cref="ZoneOptions.ThreadCaches"/>.
/// </remarks>
public sealed class FaultPlan : IDisposable
{
    private readonly Zone _zone;
    private readonly FaultObserver _observer;

    private FaultPlan(Zone zone, FaultObserver observer)
    {
        ArgumentNullException.ThrowIfNull(zone);
        (_zone, _observer) = (zone, observer);
        ObserverChain.Add(zone, observer);
    }

    /// <summary>How many ordinary allocations were asked for since the plan was made, those that failed included.</summary>
    public long Seen => _observer.Seen;

    /// <summary>How many of them the plan failed.</summary>
    public long Failed => _observer.Failed;

    /// <summary>Fails a single allocation.</summary>
    /// <param name="zone">The zone whose ordinary memory fails.</param>
    /// <param name="allocation">Which one, from 1, counted from here on.</param>
    public static FaultPlan FailOnce(Zone zone, long allocation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(allocation, 1);
        return Fail(zone, allocation, allocation);
    }

    /// <summary>Fails an allocation and all after it.</summary>
    /// <param name="zone">The zone whose ordinary memory fails.</param>
    /// <param name="allocation">The first that fails, from 1, counted from here on.</param>
    public static FaultPlan FailFrom(Zone zone, long allocation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(allocation, 1);
        return Fail(zone, allocation, long.MaxValue);
    }

    /// <summary>Fails allocations at random. The same seed fails the same ones, by number.</summary>
    /// <param name="zone">The zone whose ordinary memory fails.</param>
    /// <param name="probability">How likely each fails, 0 to 1.</param>
    /// <param name="seed">Any number; put it in the test's messages.</param>
    public static FaultPlan FailRandomly(Zone zone, double probability, int seed)
    {
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is from 0 to 1.");
        return new FaultPlan(zone, new RandomFaults(probability, seed));
    }

    /// <summary>Takes the plan off the zone. The counts stay.</summary>
    public void Dispose() => ObserverChain.Remove(_zone, _observer);

    /// <summary>Fails those with numbers from <paramref name="first"/> to <paramref name="last"/>; none from 0 to 0.</summary>
    internal static FaultPlan Fail(Zone zone, long first, long last, Action? onFirst = null) =>
        new(zone, new NumberedFaults(first, last, onFirst));
}
