// How threads that need a frame and the reclaimer find each other. Everything here is guarded by the pager's gate.
namespace MemallocKit.Swap;

/// <summary>Requests to the reclaimer, and the waiting for what it or anybody else changed.</summary>
/// <remarks>
/// Which primitive waits was decided by measuring managed bytes per thread (.NET 10.0.12, CoreCLR, Linux): <see cref="Monitor"/>
/// (enter under contention, wait with and without limit, pulse) and <see cref="AutoResetEvent"/> allocate nothing, not even the first time
/// on a fresh object and a fresh thread; <see cref="SemaphoreSlim"/> allocates 64 bytes at its first wait and <see cref="Lock"/>
/// 56 at its first contention.
/// </remarks>
internal sealed class ReclaimSignal(object gate) : IDisposable
{
    private readonly AutoResetEvent _wake = new(false);
    private int _waiters;
    private bool _requested;
    private bool _running;

    /// <summary>Nothing is asked of the reclaimer and it does nothing.</summary>
    public bool IsIdle => !_requested && !_running;

    public bool Stopped { get; private set; }

    /// <summary>Threads that wait for a frame. As long as there are some, every page unpinned is worth a look.</summary>
    public int FrameWaiters { get; set; }

    /// <summary>How often the reclaimer gave up with no frame to show. Only waiters compare it: it may wrap.</summary>
    public uint Failures { get; private set; }

    /// <summary>Why it gave up the last time.</summary>
    public SwapStatus FailureStatus { get; private set; }

    /// <summary>Wakes the reclaimer, once for any number of requests.</summary>
    [Memalloc]
    public void Request()
    {
        if (_requested)
            return;
        _requested = true;
        _wake.Set();
    }

    /// <summary>The reclaimer's idle state. The one call that is made outside the gate.</summary>
    [Memalloc]
#pragma warning disable MKIT2008 // Between two contexts: the reclaimer holds nothing while it is idle.
    public void WaitForRequest() => _wake.WaitOne();
#pragma warning restore MKIT2008

    [Memalloc]
    public void Begin()
    {
        _requested = false;
        _running = true;
    }

    /// <summary>
    /// Ends what <see cref="Begin"/> began. Finding nothing to evict is no failure and wakes nobody: waiters would only ask again, in a
    /// circle. They go on when a page is unpinned.
    /// </summary>
    [Memalloc]
    public void End() => _running = false;

    /// <summary>Tells those who wait for a frame that none will come.</summary>
    [Memalloc]
    public void Fail(SwapStatus status)
    {
        Failures++;
        FailureStatus = status;
        Changed();
    }

    /// <summary>Lets waiters look again: a frame came free, a page was read.</summary>
    [Memalloc]
    public void Changed()
    {
        if (_waiters > 0)
            Monitor.PulseAll(gate);
    }

    /// <summary>Waits for a change; leaves the gate meanwhile.</summary>
    [Memalloc]
    public void Wait(int milliseconds)
    {
        _waiters++;
#pragma warning disable MKIT2008 // For the reclaimer, which has a context and a reserve of its own; and the wait has an end.
        Monitor.Wait(gate, milliseconds);
#pragma warning restore MKIT2008
        _waiters--;
    }

    public void Stop()
    {
        Stopped = true;
        _wake.Set();
        Changed();
    }

    public void Dispose() => _wake.Dispose();
}
