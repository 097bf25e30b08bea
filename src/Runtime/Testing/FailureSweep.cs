// Fails every ordinary allocation of a piece of code, one after the other.
using System.ComponentModel;

namespace MemallocKit.Testing;

/// <summary>
/// Runs a body again and again. In run n its n-th ordinary allocation from a zone fails, until a run passes in which there was no n-th one;
/// first only that allocation fails, then, in a second series, all after it as well. After every run nothing may be left over: no live allocation, no
/// charge, no fewer free pages, the same watermark. So every path that handles a failure is taken once, and is shown to clean up.
/// <para>
/// The body has to do the same every time, and on its own: nobody else may use the zone meanwhile. If it uses several threads, they have to take turns in
/// a fixed order, in a zone without <see cref="ZoneOptions.ThreadCaches"/>. It ends before it returns: no <c>async</c>. It runs once before it is counted, so what it allocates the first time and keeps is no leak. What it throws fails
/// the sweep, so it catches what it is meant to throw and checks its own results. Managed memory (<c>new</c>) does not fail.
/// </para>
/// </summary>
public static class FailureSweep
{
    private const string NoAsync = "A sweep needs a body that has ended when it returns. Wait for the task inside the body.";

    /// <summary>Sweeps a body that behaves the same whether memory fails or not.</summary>
    /// <param name="zone">The zone whose ordinary memory fails; the reserves connected in it are checked.</param>
    /// <param name="body">The code under test.</param>
    /// <returns>Counts, when all runs passed.</returns>
    /// <exception cref="MemoryTestException">
    /// A run failed: the message says which allocation failed in it, for how long, where it was made, and what was left over; the inner exception is
    /// what the body threw. Or the body allocates nothing from the zone, or the runs are not enough.
    /// </exception>
    public static FailureSweepResult Run(Zone zone, Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(zone, _ => body(), new FailureSweepOptions());
    }

    /// <summary>Sweeps a body that is told the plan of its run: <c>faults.Failed</c> is 0 as long as nothing was failed.</summary>
    /// <inheritdoc cref="Run(Zone, Action)"/>
    public static FailureSweepResult Run(Zone zone, Action<FaultPlan> body) => Run(zone, body, new FailureSweepOptions());

    /// <summary>Sweeps with settings.</summary>
    /// <param name="zone">The zone whose ordinary memory fails; the reserves connected in it are checked.</param>
    /// <param name="body">The code under test; it is told the plan of its run.</param>
    /// <param name="options">The bound on runs, where progress goes, and cancellation.</param>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    /// <inheritdoc cref="Run(Zone, Action)"/>
    public static FailureSweepResult Run(Zone zone, Action<FaultPlan> body, FailureSweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxRuns < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxRuns, $"{nameof(FailureSweepOptions.MaxRuns)} must be at least 1.");
        using var runs = new SweepRuns(zone, body, options.CancellationToken);
        return Sweep(runs, zone, options);
    }

    /// <summary>Not supported: a body that is <c>async</c> would return before it ends, and the sweep would see nothing of the rest.</summary>
    [Obsolete(NoAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static FailureSweepResult Run(Zone zone, Func<Task> body) => throw new NotSupportedException(NoAsync);

    /// <inheritdoc cref="Run(Zone, Func{Task})"/>
    [Obsolete(NoAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static FailureSweepResult Run(Zone zone, Func<FaultPlan, Task> body) => throw new NotSupportedException(NoAsync);

    private static FailureSweepResult Sweep(SweepRuns runs, Zone zone, FailureSweepOptions options)
    {
        var allocations = runs.RunWithoutFailure();
        if (allocations == 0)
            throw new MemoryTestException($"The body makes no ordinary allocation in zone '{zone.Name}', so none can fail. Does it use another zone?");

        var transient = Series(SweepMode.Transient);
        var persistent = Series(SweepMode.Persistent);
        return new FailureSweepResult(allocations, transient, persistent, runs.Failures);

        int Series(SweepMode mode)
        {
            for (var allocation = 1; allocation <= options.MaxRuns; allocation++)
            {
                // At 1, 2, 4, 8 …
                if (options.Log is { } log && (allocation & (allocation - 1)) == 0)
                    log($"{SweepRuns.Describe(mode, allocation)}, of {allocations} made when none fails");
                if (!runs.Run(mode, allocation))
                    return allocation;
            }

            throw new MemoryTestException(
                $"The sweep is not finished after {options.MaxRuns} runs: the body still reaches an allocation that fails. It makes {allocations} when none fails. "
                + $"Sweep a smaller body, raise {nameof(FailureSweepOptions.MaxRuns)}, or look for a retry without an end.");
        }
    }
}
