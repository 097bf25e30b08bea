// Runs shortage, write-out, failure and read-in once for real, while memory is plentiful.
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

/// <summary>
/// The priming of a pager. First calls compile code, load types and bind natives, all of which can allocate; here every path meets
/// its first call: a pin that waits in vain, one that is woken by a frame, a write that fails, a read that fails, and pages that go out
/// and come back. It doubles as a test of the device: the bytes that come back are compared.
/// </summary>
internal sealed class Rehearsal(PagerState state, PageAccess access, DeviceCalls calls, string deviceName)
{
    private const int Frames = 4;
    private const int Pages = PagerOptions.LeastPages;
    private const int Patience = 60_000;

    private readonly int[] _scratch = new int[Pages];

    /// <summary>Needs a pager in which nothing is allocated yet.</summary>
    /// <exception cref="SwapException">The device failed.</exception>
    public void Run()
    {
        lock (state.Gate)
        {
            // A handful of frames, so that a handful of pages makes a shortage whatever the budget is.
            state.Frames.Park(Frames);
            for (var i = 0; i < Pages; i++)
                state.Pages.TryAllocate(out _scratch[i]);
        }

        RunShortOfFrames();
        FailToWrite();
        for (var i = Frames; i < Pages; i++)
            Fill(i);
        FailToRead();
        for (var i = 0; i < Pages; i++)
            Compare(i);

        lock (state.Gate)
        {
            foreach (var index in _scratch)
                PageRelease.Free(state, index, state.Pages[index].Generation);
            // A run under way still counts and still holds pages.
            while (!state.Signal.IsIdle)
                state.Signal.Wait(milliseconds: 1);
            state.Frames.Unpark();
            state.ResetCounters();
        }
    }

    /// <summary>Every frame is pinned: the next pin waits, the reclaimer finds nothing, the pin gives up.</summary>
    private void RunShortOfFrames()
    {
        for (var i = 0; i < Frames; i++)
            Expect(SwapStatus.Ok, TryPin(i, PinMode.Write, out _));
        Expect(SwapStatus.NoSpace, access.TryPin(_scratch[Frames], Generation(Frames), PinMode.Write, frameTimeout: 1, out _));
        for (var i = 0; i < Frames; i++)
        {
            state.Frames.Span(state.Pages[_scratch[i]].Frame).Fill(Mark(i));
            access.Unpin(_scratch[i]);
        }
    }

    /// <summary>All frames hold dirty pages and the reclaimer is idle, so this pin needs a write, which fails.</summary>
    private void FailToWrite()
    {
        calls.RehearsedWrite = SwapStatus.DeviceError;
        Expect(SwapStatus.DeviceError, TryPin(Frames, PinMode.Write, out _));
        calls.RehearsedWrite = SwapStatus.Ok;
    }

    /// <summary>More pages than frames: one at least is not in memory.</summary>
    private void FailToRead()
    {
        calls.RehearsedRead = SwapStatus.DeviceError;
        var failed = false;
        for (var i = 0; i < Pages; i++)
        {
            var status = TryPin(i, PinMode.Read, out _);
            if (status == SwapStatus.Ok)
                access.Unpin(_scratch[i]);
            else
                Expect(SwapStatus.DeviceError, status);
            failed |= status != SwapStatus.Ok;
        }

        calls.RehearsedRead = SwapStatus.Ok;
        Expect(SwapStatus.DeviceError, failed ? SwapStatus.DeviceError : SwapStatus.Ok);
    }

    private void Fill(int i)
    {
        Expect(SwapStatus.Ok, TryPin(i, PinMode.Write, out var frame));
        state.Frames.Span(frame).Fill(Mark(i));
        access.Unpin(_scratch[i]);
    }

    private void Compare(int i)
    {
        Expect(SwapStatus.Ok, TryPin(i, PinMode.Read, out var frame));
        var intact = state.Frames.Span(frame).IndexOfAnyExcept(Mark(i)) < 0;
        access.Unpin(_scratch[i]);
        if (!intact)
            throw new SwapException($"{deviceName} returned other bytes than were written to it.");
    }

    private static byte Mark(int i) => (byte)(0xA0 + i);

    private uint Generation(int i) => state.Pages[_scratch[i]].Generation;

    private SwapStatus TryPin(int i, PinMode mode, out int frame) =>
        access.TryPin(_scratch[i], Generation(i), mode, Patience, out frame);

    private void Expect(SwapStatus expected, SwapStatus status)
    {
        if (status != expected)
            throw new SwapException($"{deviceName} failed a trial of writing and reading {Pages} pages: {status} instead of {expected}.", status);
    }
}
