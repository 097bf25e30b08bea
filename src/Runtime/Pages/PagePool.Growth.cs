// How a pool gets more pages from the system.
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

internal sealed unsafe partial class PagePool
{
    private const int SegmentPages = PageArithmetic.MaxRunPages;
    private const long PauseMilliseconds = 1000;

    // A monitor: it waits without allocating, and what it guards calls the system.
    private readonly object _growth = new();
    private long _pauseUntil;

    /// <summary>
    /// Commits whole segments for at least that many more pages, as far as the maximum allows. False when the maximum is reached or
    /// the system refused, which is asked again only after a pause, or at set-up. Calls the system and allocates managed memory: for set-up and
    /// for ordinary callers that are not entitled, never for a reserve that is in use.
    /// </summary>
    public bool TryGrow(long pages, bool isSetUp = false)
    {
        if (TotalPages == MaxPages || (!isSetUp && Environment.TickCount64 < Volatile.Read(ref _pauseUntil)))
            return false;
        lock (_growth)
        {
            var total = TotalPages;
            var segments = PageArithmetic.DivideUp(pages, SegmentPages) * SegmentPages;
            var growth = Math.Min(segments, MaxPages - total);
            if (total == 0 || growth < pages)
                return false;
            try
            {
                CheckLimit(growth * PageArithmetic.PageBytes);
                AddPages(growth);
                return true;
            }
            catch (Exception e) when (e is ReserveException or OutOfMemoryException)
            {
                Volatile.Write(ref _pauseUntil, Environment.TickCount64 + PauseMilliseconds);
                return false;
            }
        }
    }

    private void AddPages(long pages)
    {
        var first = _bytes / PageArithmetic.PageBytes;

        // The tables first: they stay backed if the pages cannot be had, and serve the next attempt.
        Table.Commit(first + pages);
        _source.Commit(Start + (nint)_bytes, pages * PageArithmetic.PageBytes);
        _gate.Enter();
        _buddy.Grow((int)pages);
        Volatile.Write(ref _freePages, _buddy.FreePages);
        Volatile.Write(ref _bytes, (first + pages) * PageArithmetic.PageBytes);
        _gate.Exit();
    }

    private void CheckLimit(long bytes)
    {
        var limit = _source.Limit;
        var needed = bytes + (bytes / PageArithmetic.PageBytes * PageTable.BytesPerPage);
        if (needed > limit.AvailableBytes)
        {
            throw new ReserveException(
                $"A zone of {bytes:N0} bytes, {needed:N0} with its tables, does not fit: {limit.Source} leaves {limit.AvailableBytes:N0} bytes. " +
                "Ask for a smaller zone or raise that limit.");
        }
    }
}
