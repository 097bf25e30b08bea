// Pinning: the resident case, and the fault.
namespace MemallocKit.Swap;

/// <summary>Brings pages into memory and holds them there. Any thread; allocates nothing and throws only for bad handles.</summary>
internal sealed class PageAccess(PagerState state, DeviceCalls device)
{
    private const int Forever = -1;

    /// <summary>Pins a page, reading it in if need be.</summary>
    /// <param name="index">The page.</param>
    /// <param name="generation">The generation of the handle.</param>
    /// <param name="mode">Whether it is going to change.</param>
    /// <param name="frameTimeout">Milliseconds to wait while every frame is pinned.</param>
    /// <param name="frame">Where it is.</param>
    [Memalloc]
    public SwapStatus TryPin(int index, uint generation, PinMode mode, int frameTimeout, out int frame)
    {
        int slot;
        lock (state.Gate)
        {
            var wait = new FrameWait(state, frameTimeout);
            while (true)
            {
                // Everything is looked up again after each wait: the page may have come, or may have been freed.
                state.ThrowIfClosed();
                ref var page = ref state.Pages.Resolve(index, generation);
                if (page.Has(SwapPageFlags.Reading))
                {
                    state.Signal.Wait(Forever);
                }
                else if (page.Frame != SwapPage.None)
                {
                    Pin(ref page, mode);
                    frame = page.Frame;
                    return SwapStatus.Ok;
                }
                else if (state.Frames.TryTake(index, out frame))
                {
                    slot = BeginRead(ref page, frame);
                    break;
                }
                else
                {
                    var status = wait.Step();
                    if (status != SwapStatus.Ok)
                        return status;
                }
            }
        }

        return Read(index, slot, frame, mode);
    }

    /// <exception cref="InvalidOperationException">The page is not pinned.</exception>
    [Memalloc]
    public void Unpin(int index)
    {
        lock (state.Gate)
        {
            state.ThrowIfClosed();
            ref var page = ref state.Pages[index];
            if (page.Pins == 0 || page.Has(SwapPageFlags.Reading))
                throw new InvalidOperationException($"Page {index} is not pinned: this pin was disposed before.");
            page.Pins--;
            state.Pins--;
            if (page.Pins == 0 && state.Signal.FrameWaiters > 0)
                state.Signal.Request();
        }
    }

    [Memalloc]
    private void Pin(ref SwapPage page, PinMode mode)
    {
        page.Pins++;
        state.Pins++;
        page.Set(SwapPageFlags.Referenced);
        if (mode != PinMode.Write)
            return;
        if (page.Has(SwapPageFlags.Writing))
            page.Set(SwapPageFlags.Redirtied);
        page.Set(SwapPageFlags.Dirty);
        // What the device has is out of date from here on.
        state.ReleaseSlot(ref page);
    }

    [Memalloc]
    private int BeginRead(ref SwapPage page, int frame)
    {
        page.Frame = frame;
        page.Pins = 1;
        state.Pins++;
        page.Set(SwapPageFlags.Reading);
        if (state.Frames.Free < state.LowFrames)
            state.Signal.Request();
        return page.Slot;
    }

    /// <summary>Fills the frame without the gate. Others who want the page wait for <see cref="SwapPageFlags.Reading"/> to go.</summary>
    [Memalloc]
    private SwapStatus Read(int index, int slot, int frame, PinMode mode)
    {
        var status = SwapStatus.Ok;
        if (slot == SwapPage.None)
            state.Frames.Span(frame).Clear();
        else
            status = device.Read(slot, state.Frames.Span(frame));

        lock (state.Gate)
        {
            ref var page = ref state.Pages[index];
            page.Clear(SwapPageFlags.Reading);
            page.Pins = 0;
            state.Pins--;
            if (slot != SwapPage.None)
                state.Remember(status);
            if (status == SwapStatus.Ok)
            {
                if (slot != SwapPage.None)
                    state.CountIn();
                Pin(ref page, mode);
            }
            else
            {
                // The page is still on the device, as far as anybody knows; the next one to want it asks again.
                state.Drop(ref page);
            }

            state.Signal.Changed();
        }

        return status;
    }
}
