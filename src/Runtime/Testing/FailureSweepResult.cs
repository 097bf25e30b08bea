// What a failure sweep did.
using System.Globalization;

namespace MemallocKit.Testing;

/// <summary>The counts of a sweep in which everything passed.</summary>
public sealed class FailureSweepResult
{
    internal FailureSweepResult(long allocations, int transientRuns, int persistentRuns, long failures) =>
        (Allocations, TransientRuns, PersistentRuns, Failures) = (allocations, transientRuns, persistentRuns, failures);

    /// <summary>How many ordinary allocations the body makes when none fails.</summary>
    public long Allocations { get; }

    /// <summary>Runs in which a single allocation was to fail.</summary>
    public int TransientRuns { get; }

    /// <summary>Runs in which an allocation and all after it were to fail.</summary>
    public int PersistentRuns { get; }

    /// <summary>How many allocations were failed in all runs.</summary>
    public long Failures { get; }

    /// <summary>The counts in a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Allocations:N0} ordinary allocations; {Failures:N0} failed on purpose in {TransientRuns:N0} runs with one failure and {PersistentRuns:N0} with lasting failure");
}
