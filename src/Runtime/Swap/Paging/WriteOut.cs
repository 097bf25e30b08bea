// One step of reclaim: choose pages, write them as a run, let go of those that arrived.
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

/// <summary>Moves pages out. Used by the reclaimer's thread alone; takes the gate only between the slow parts.</summary>
internal sealed class WriteOut(PagerState state, DeviceCalls device)
{
    /// <summary>The longest run in one device write: on a network, 32 pages a request are worth ten requests in flight.</summary>
    public const int RunPages = 32;

    private readonly Clock _clock = new(state);

    /// <summary>Tries to free <paramref name="wanted"/> frames, at most <see cref="RunPages"/>.</summary>
    /// <param name="wanted">How many.</param>
    /// <param name="staging">Room for that many pages.</param>
    /// <param name="moved">Pages that were dropped or written; 0 when every page is in use.</param>
    [Memalloc]
    public SwapStatus Run(int wanted, Span<byte> staging, out int moved)
    {
        Span<int> victims = stackalloc int[RunPages];
        int count;
        lock (state.Gate)
        {
            count = _clock.Select(victims[..wanted], dropClean: !state.DeviceLost, out moved);
            victims = victims[..count];
        }

        var status = Write(victims, staging);
        moved += count;
        lock (state.Gate)
            moved += _clock.DropClean(CleanPagesToDrop(wanted, status));
        return status;
    }

    /// <summary>
    /// While the device refuses writes, clean pages make room for the others. While it does not answer at all, they could not be read
    /// back and are kept, all but one: with a single free frame, whoever wants an absent page can ask the device, and so find out that
    /// it is back.
    /// </summary>
    [Memalloc]
    private int CleanPagesToDrop(int wanted, SwapStatus status)
    {
        if (state.DeviceLost)
            return state.Frames.Free == 0 ? 1 : 0;
        return status == SwapStatus.Ok ? 0 : wanted;
    }

    [Memalloc]
    private SwapStatus Write(ReadOnlySpan<int> victims, Span<byte> staging)
    {
        // Without the gate: whoever pins a page for writing now marks it as dirtied again, and a torn copy is then thrown away.
        for (var i = 0; i < victims.Length; i++)
            state.Frames.Span(state.Pages[victims[i]].Frame).CopyTo(staging[(i * PageArithmetic.PageBytes)..]);

        while (!victims.IsEmpty)
        {
            var status = WriteRun(victims, staging, out var written);
            if (status != SwapStatus.Ok)
            {
                Abandon(victims);
                return status;
            }

            victims = victims[written..];
            staging = staging[(written * PageArithmetic.PageBytes)..];
        }

        return SwapStatus.Ok;
    }

    /// <summary>Writes as many of the first pages as one run of free slots can take.</summary>
    [Memalloc]
    private SwapStatus WriteRun(ReadOnlySpan<int> victims, ReadOnlySpan<byte> staging, out int written)
    {
        int first;
        lock (state.Gate)
            written = state.Slots.TakeRun(victims.Length, out first);
        if (written == 0)
            return SwapStatus.NoSpace;

        var status = device.Write(first, staging[..(written * PageArithmetic.PageBytes)]);
        lock (state.Gate)
        {
            state.Remember(status);
            if (status != SwapStatus.Ok)
            {
                state.Slots.ReleaseRun(first, written);
                return status;
            }

            state.CountOut(written);
            for (var i = 0; i < written; i++)
                Complete(victims[i], first + i);
        }

        return status;
    }

    /// <summary>The device has the page. It leaves memory unless somebody came for it in the meantime.</summary>
    [Memalloc]
    private void Complete(int index, int slot)
    {
        ref var page = ref state.Pages[index];
        page.Clear(SwapPageFlags.Writing);
        if (page.Has(SwapPageFlags.Doomed))
        {
            state.Slots.Release(slot);
            ReleaseDoomed(index);
        }
        else if (page.Has(SwapPageFlags.Redirtied))
        {
            state.Slots.Release(slot);
            page.Clear(SwapPageFlags.Redirtied);
        }
        else
        {
            page.Slot = slot;
            page.Clear(SwapPageFlags.Dirty);
            if (page.Pins == 0)
                state.Drop(ref page);
        }
    }

    /// <summary>The device has not got them: they stay as they were, and their turn comes again after all others.</summary>
    [Memalloc]
    private void Abandon(ReadOnlySpan<int> victims)
    {
        lock (state.Gate)
        {
            foreach (var index in victims)
            {
                ref var page = ref state.Pages[index];
                page.Clear(SwapPageFlags.Writing | SwapPageFlags.Redirtied);
                page.Set(SwapPageFlags.Referenced);
                if (page.Has(SwapPageFlags.Doomed))
                    ReleaseDoomed(index);
            }
        }
    }

    [Memalloc]
    private void ReleaseDoomed(int index)
    {
        state.Drop(ref state.Pages[index]);
        state.Pages.Release(index);
    }
}
