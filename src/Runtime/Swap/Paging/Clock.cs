// CLOCK, the second-chance approximation of least recently used.
namespace MemallocKit.Swap;

/// <summary>A hand that goes round the frames and picks who leaves. Guarded by the pager's gate.</summary>
internal sealed class Clock(PagerState state)
{
    private int _hand;

    /// <summary>
    /// Finds up to <c>dirty.Length</c> frames to free: drops clean pages at once, and marks dirty ones as being written and lists
    /// them. Two rounds at most: the first takes the second chance away from pages in use, the second finds them without.
    /// </summary>
    /// <param name="dirty">Takes the dirty pages.</param>
    /// <param name="dropClean">False leaves clean pages alone.</param>
    /// <param name="dropped">How many clean pages were dropped.</param>
    /// <returns>How many dirty pages were listed.</returns>
    [Memalloc]
    public int Select(Span<int> dirty, bool dropClean, out int dropped)
    {
        var count = 0;
        dropped = 0;
        for (var steps = 2L * state.Frames.Frames; steps > 0 && count + dropped < dirty.Length; steps--)
        {
            var index = NextPage();
            if (index == SwapPage.None || !IsEvictable(index))
                continue;
            ref var page = ref state.Pages[index];
            if (page.Has(SwapPageFlags.Referenced))
            {
                page.Clear(SwapPageFlags.Referenced);
            }
            else if (page.Has(SwapPageFlags.Dirty))
            {
                page.Set(SwapPageFlags.Writing);
                dirty[count++] = index;
            }
            else if (dropClean)
            {
                state.Drop(ref page);
                dropped++;
            }
        }

        return count;
    }

    /// <summary>Drops up to <paramref name="wanted"/> clean pages, recently used or not: when writing fails, they are all there is.</summary>
    [Memalloc]
    public int DropClean(int wanted)
    {
        var dropped = 0;
        for (var steps = state.Frames.Frames; steps > 0 && dropped < wanted; steps--)
        {
            var index = NextPage();
            if (index == SwapPage.None || !IsEvictable(index) || state.Pages[index].Has(SwapPageFlags.Dirty))
                continue;
            state.Drop(ref state.Pages[index]);
            dropped++;
        }

        return dropped;
    }

    [Memalloc]
    private int NextPage()
    {
        var frame = _hand;
        _hand = frame + 1 == state.Frames.Frames ? 0 : frame + 1;
        return state.Frames.PageOf(frame);
    }

    [Memalloc]
    private bool IsEvictable(int index) =>
        state.Pages[index].Pins == 0 && !state.Pages[index].Has(SwapPageFlags.Reading | SwapPageFlags.Writing);
}
