// Settings of a failure sweep.
namespace MemallocKit.Testing;

/// <summary>Settings of <see cref="FailureSweep"/>.</summary>
public sealed class FailureSweepOptions
{
    /// <summary>The most runs of either kind, at least 1; 10,000 unless set. A body of n allocations needs a few more than n.</summary>
    public int MaxRuns { get; init; } = 10_000;

    /// <summary>Gets a line now and then about how far the sweep is, on the sweep's thread; a test's output fits.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Ends the sweep between two runs.</summary>
    public CancellationToken CancellationToken { get; init; }
}
