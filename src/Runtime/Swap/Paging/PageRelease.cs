// Freeing a page.
namespace MemallocKit.Swap;

internal static class PageRelease
{
    /// <summary>Gives back what a page has. The gate is held.</summary>
    /// <exception cref="InvalidOperationException">The handle is stale or the page is pinned; nothing was changed.</exception>
    [Memalloc]
    public static void Free(PagerState state, int index, uint generation)
    {
        ref var page = ref state.Pages.Resolve(index, generation);
        if (page.Pins > 0)
            throw new InvalidOperationException($"Page {index} is pinned {page.Pins} times. Dispose its pins before freeing it.");

        state.Pages.Retire(index);
        if (page.Has(SwapPageFlags.Writing))
        {
            // The device may be reading from its slot's run right now: the reclaimer gives slot and frame back when it is done.
            page.Set(SwapPageFlags.Doomed);
            return;
        }

        state.ReleaseSlot(ref page);
        if (page.Frame != SwapPage.None)
            state.Drop(ref page);
        state.Pages.Release(index);
    }
}
