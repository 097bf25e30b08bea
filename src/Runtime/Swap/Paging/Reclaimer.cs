// The thread that makes room. The only one that writes out, so that no thread which wants memory has to.
namespace MemallocKit.Swap;

/// <summary>
/// Waits to be woken, then frees frames up to the high watermark inside a MEMALLOC context, from the pager's own reserve. Started at
/// construction, while memory is plentiful: a thread cannot be created when it is gone.
/// </summary>
internal sealed class Reclaimer
{
    private readonly PagerState _state;
    private readonly WriteOut _writeOut;
    private readonly PageReserve _runs;
    private readonly ReserveNode[] _mayCharge;
    private readonly Thread _thread;

    public Reclaimer(PagerState state, DeviceCalls device, PageReserve runs)
    {
        _state = state;
        _writeOut = new WriteOut(state, device);
        _runs = runs;
        _mayCharge = [runs];
        _thread = new Thread(Run) { IsBackground = true, Name = "memallockit reclaimer" };
        _thread.Start();
    }

    /// <summary>Ends the thread. A device call under way is waited for; devices return within bounded time.</summary>
    public void Stop()
    {
        lock (_state.Gate)
            _state.Signal.Stop();
        _thread.Join();
    }

    [Memalloc]
    private void Run()
    {
        while (true)
        {
            _state.Signal.WaitForRequest();
            if (_state.Signal.Stopped)
                return;
            // One context and one rent per wake-up: in between, the reserve is whole again and its usage 0.
            using var memalloc = MemallocScope.Enter(_mayCharge);
            Reclaim();
        }
    }

    [Memalloc]
    private void Reclaim()
    {
        uint freedBefore;
        lock (_state.Gate)
        {
            _state.Signal.Begin();
            freedBefore = _state.FramesFreed;
        }

        // Guaranteed: the reserve holds the one run that this one thread needs.
        var status = SwapStatus.NoSpace;
#pragma warning disable MKIT3013, MKIT3014 // Renting and giving back: measured by the tests of the list that others are given of these members.
        if (_runs.TryRent(out var staging))
        {
            status = FreeFrames(staging.Span);
            staging.Dispose();
#pragma warning restore MKIT3013, MKIT3014
        }

        lock (_state.Gate)
        {
            _state.Signal.End();
            if (status != SwapStatus.Ok && _state.Frames.Free == 0)
                Disappoint(status, freedBefore);
        }
    }

    /// <summary>
    /// A run that failed and left no free frame. If frames came free meanwhile, others have taken them, and whoever still waits deserves
    /// another run; only if there were none is there nothing to wait for.
    /// </summary>
    [Memalloc]
    private void Disappoint(SwapStatus status, uint freedBefore)
    {
        if (_state.FramesFreed == freedBefore)
            _state.Signal.Fail(status);
        else if (_state.Signal.FrameWaiters > 0)
            _state.Signal.Request();
    }

    [Memalloc]
    private SwapStatus FreeFrames(Span<byte> staging)
    {
        while (true)
        {
            int wanted;
            lock (_state.Gate)
                wanted = _state.Signal.Stopped ? 0 : _state.HighFrames - _state.Frames.Free;
            if (wanted <= 0)
                return SwapStatus.Ok;
            var status = _writeOut.Run(Math.Min(wanted, WriteOut.RunPages), staging, out var moved);
            if (status != SwapStatus.Ok || moved == 0)
                return status;
        }
    }
}
