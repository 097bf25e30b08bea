// The patience of one thread that needs a frame.
namespace MemallocKit.Swap;

/// <summary>Decides between waiting on and giving up. Lives on the stack of the waiter; the pager's gate is held around it.</summary>
internal struct FrameWait
{
    private readonly PagerState _state;
    private readonly int _timeout;
    private readonly uint _failuresBefore;
    private uint _framesFreed;
    private long _deadline;

    [Memalloc]
    public FrameWait(PagerState state, int timeout)
    {
        _state = state;
        _timeout = timeout;
        _failuresBefore = state.Signal.Failures;
    }

    /// <summary>Waits for something to change, or says why that is hopeless.</summary>
    /// <remarks>
    /// Time alone is no reason to give up: frames that come free and go to others, or a device that is slow to answer, mean progress,
    /// which has its own bounds. Only a reclaimer that has nothing to do, because every page is pinned, lets the time run.
    /// </remarks>
    [Memalloc]
    public SwapStatus Step()
    {
        var signal = _state.Signal;
        if (signal.Failures != _failuresBefore)
            return signal.FailureStatus;
        var now = Environment.TickCount64;
        if (_deadline == 0 || _framesFreed != _state.FramesFreed)
        {
            _framesFreed = _state.FramesFreed;
            _deadline = now + _timeout;
        }
        else if (now >= _deadline && signal.IsIdle)
        {
            return SwapStatus.NoSpace;
        }

        signal.Request();
        signal.FrameWaiters++;
        signal.Wait(_timeout);
        signal.FrameWaiters--;
        return SwapStatus.Ok;
    }
}
