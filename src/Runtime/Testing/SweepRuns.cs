// The single runs of a failure sweep, and what is wrong when one fails.
using System.Diagnostics;

namespace MemallocKit.Testing;

internal enum SweepMode
{
    /// <summary>One allocation fails.</summary>
    Transient,

    /// <summary>An allocation and all after it fail.</summary>
    Persistent,
}

/// <summary>Runs the body with a fault, then compares with what was there before all runs. One thread.</summary>
internal sealed class SweepRuns : IDisposable
{
    private readonly Zone _zone;
    private readonly Action<FaultPlan> _body;
    private readonly CancellationToken _cancellationToken;
    private readonly ZoneBooks _before;

    // Over all runs: a run may drop what an earlier one kept, and a later one make it again.
    private readonly AllocationLog _log;

    public SweepRuns(Zone zone, Action<FaultPlan> body, CancellationToken cancellationToken)
    {
        (_zone, _body, _cancellationToken) = (zone, body, cancellationToken);
        using (var plan = FaultPlan.Fail(zone, 0, 0))
            Call(plan, "failed before any allocation was made to fail");
        _before = new ZoneBooks(zone);
        _log = new AllocationLog(zone, callSites: false);
    }

    /// <summary>How many allocations were failed so far.</summary>
    public long Failures { get; private set; }

    public static string Describe(SweepMode mode, long allocation) =>
        mode == SweepMode.Transient ? $"ordinary allocation {allocation} fails" : $"ordinary allocation {allocation} and all after it fail";

    /// <summary>Returns how many ordinary allocations the body makes.</summary>
    public long RunWithoutFailure()
    {
        using var plan = FaultPlan.Fail(_zone, 0, 0);
        Call(plan, "failed the second time, without a failing allocation");
        if (LeftOver() is { Length: > 0 } leftOver)
            throw new MemoryTestException("The body leaves something over each time, even without a failing allocation:\n" + leftOver + Explain(0, 0));
        return plan.Seen;
    }

    /// <summary>Returns whether the body got as far as the allocation that was to fail.</summary>
    public bool Run(SweepMode mode, long allocation)
    {
        var last = mode == SweepMode.Transient ? allocation : long.MaxValue;
        using var plan = FaultPlan.Fail(_zone, allocation, last);
        try
        {
            Call(plan, $"failed when {Describe(mode, allocation)}");
        }
        catch (MemoryTestException e)
        {
            throw new MemoryTestException($"{e.Message}\n{Explain(allocation, last)}", e.InnerException!);
        }

        if (LeftOver() is { Length: > 0 } leftOver)
            throw new MemoryTestException($"The body leaves something over when {Describe(mode, allocation)}:\n{leftOver}{Explain(allocation, last)}");
        Failures += plan.Failed;
        return plan.Failed > 0;
    }

    public void Dispose() => _log.Dispose();

    private void Call(FaultPlan plan, string failure)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _body(plan);
        }
        catch (Exception e) when (!(e is OperationCanceledException && _cancellationToken.IsCancellationRequested))
        {
            throw new MemoryTestException($"The body {failure}: {e.Message}", e);
        }
    }

    private string LeftOver()
    {
        var text = _before.Differences();
        return _log.Growth > 0 ? $"  {_log.Growth} allocations more are live than before\n{text}" : text;
    }

    /// <summary>Runs the body like that once more, now with stacks: which allocation failed, and where what is left over was made.</summary>
    private string Explain(long first, long last)
    {
        StackTrace? failed = null;
        using var leaks = LeakCheck.Start(_zone, callSites: true);
        using (var plan = FaultPlan.Fail(_zone, first, last, () => failed = CallSite.Capture()))
        {
            try
            {
                _body(plan);
            }
            catch (Exception)
            {
                // Known already, or a consequence of the first.
            }
        }

        return (failed is null ? "" : $"The allocation that failed was made\n{CallSite.Describe(failed)}\n") + leaks;
    }
}
