// One run of a scenario under one schedule.
using System.Runtime.ExceptionServices;
using MemallocKit.Slabs;
using Sys = System.Threading;

namespace MemallocKit.Interleaving;

/// <summary>Thrown into threads that are parked when a run has failed, to unwind them.</summary>
internal sealed class AbandonedException : Exception;

/// <summary>A run that can go no further, or does not end.</summary>
internal sealed class StuckException(string message) : Exception(message);

/// <summary>
/// Runs threads one at a time. At every scheduling point the running thread says what it is about to do and asks the
/// <see cref="IScheduler"/> who goes on; then it hands over and parks until its operation is chosen.
/// </summary>
internal sealed class Execution(IReadOnlyList<ScheduledThread> threads, IScheduler scheduler)
{
    // Far more than any scenario takes whose threads make progress.
    private const int MostSteps = 20_000;

    private readonly Sys.SemaphoreSlim _ended = new(0);
    private int _live = threads.Count;
    private bool _abandoned;
    private long _changes;

    public IReadOnlyList<ScheduledThread> Threads => threads;

    /// <summary>Who ran, step by step.</summary>
    public List<int> Trace { get; } = [];

    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Runs to the end; throws only when a thread blocks by means that are not scheduled.</summary>
    public void Run(Sys.CancellationToken cancellation)
    {
        Continue(null);
        if (!_ended.Wait(TimeSpan.FromMinutes(1), cancellation))
            throw new StuckException("A thread waits by means that the scheduler does not know. Give them a shim.");
    }

    /// <summary>A scheduling point: returns when the operation is to be done.</summary>
    public void Point(ScheduledThread thread, Operation operation, Func<bool>? canGoOn = null)
    {
        if (_abandoned)
            throw new AbandonedException();
        thread.Pending = operation;
        thread.CanGoOn = canGoOn;
        if (Continue(thread) != thread)
            thread.Park();
        if (_abandoned)
            throw new AbandonedException();
        if (operation.Kind == OperationKind.Spin)
            thread.ChangesSeen = -1;
        else if (thread.ChangesSeen < 0)
            thread.ChangesSeen = _changes - thread.OwnChanges;
    }

    /// <summary>Something that others may wait for has changed.</summary>
    public void Changed(ScheduledThread thread)
    {
        _changes++;
        thread.OwnChanges++;
    }

    public bool IsEnabled(ScheduledThread thread) => !thread.IsFinished && thread.Pending.Kind switch
    {
        OperationKind.Spin => _changes - thread.OwnChanges > thread.ChangesSeen,
        OperationKind.Lock or OperationKind.Wait => thread.CanGoOn!(),
        _ => true,
    };

    internal void RunBody(ScheduledThread thread, Action body)
    {
        // What the product noted on this thread in an earlier run.
        ThreadRecord.Current = default;
        try
        {
            if (!_abandoned)
                body();
        }
        catch (AbandonedException)
        {
        }
        catch (Exception e)
        {
            Fail(e);
        }

        thread.IsFinished = true;
        _changes++;
        _live--;
        if (_live == 0)
            _ended.Release();
        else
            Continue(thread);
    }

    private void Fail(Exception exception)
    {
        Failure ??= ExceptionDispatchInfo.Capture(exception);
        _abandoned = true;
    }

    /// <summary>Chooses who goes on, and wakes it unless it is the one that asks.</summary>
    private ScheduledThread? Continue(ScheduledThread? running)
    {
        var next = _abandoned ? threads.First(static thread => !thread.IsFinished) : Choose(running);
        if (next != running)
            next.Wake();
        return next;
    }

    private ScheduledThread Choose(ScheduledThread? running)
    {
        var enabled = 0;
        foreach (var thread in threads)
        {
            if (IsEnabled(thread))
                enabled |= 1 << thread.Number;
        }

        if (enabled == 0 || Trace.Count == MostSteps)
        {
            Fail(new StuckException(enabled == 0
                ? $"Nobody can go on: {string.Join(", ", threads.Select(static thread => $"thread {thread.Number} {(thread.IsFinished ? "has ended" : $"is at {thread.Pending}")}"))}."
                : $"No end after {MostSteps} steps."));
            return threads.First(static thread => !thread.IsFinished);
        }

        int chosen;
        try
        {
            chosen = scheduler.Choose(this, running is { IsFinished: false } ? running.Number : -1, enabled);
        }
        catch (StuckException e)
        {
            // A scenario that does not repeat itself fails its test; thrown on a scheduled thread, it would end the process.
            Fail(e);
            return threads.First(static thread => !thread.IsFinished);
        }

        Trace.Add(chosen);
        return threads[chosen];
    }
}
