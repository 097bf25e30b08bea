// Committed pages with a watermark: below it, only the emergency take gets through.
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// The pages of a zone. Ordinary takes stop at the watermark; an emergency take goes below it. Who may call
/// <see cref="TryTakeEmergency"/> is decided above, by charging. Thread-safe under one gate, which is the innermost lock
/// of the library.
/// <para>
/// Invariant I (with <c>free</c> pages, watermark <c>W</c>, and for each slab cache of a connected reserve <c>p</c> pages of
/// estimate and <c>e</c> emergency pages held): <c>free + sum(min(e, p)) >= sum(p)</c>, and <c>W >= sum(p)</c>. The watermark
/// rises only while <c>free >= W</c> holds after; an ordinary take leaves <c>free >= W</c>; an emergency take moves a page from
/// <c>free</c> to <c>e</c>; a free moves it back.
/// </para>
/// </summary>
internal sealed class PagePool : IDisposable
{
    private static int s_pools;

    private readonly PageSource _source;

    // 0 once disposed: then no address is the pool's and nothing can be taken.
    private long _bytes;
    private readonly BuddyAllocator _buddy;
    private SpinGate _gate;
    private long _watermark;

    // A copy of the buddy's count that can be read without the gate.
    private long _freePages;

    public PagePool(long bytes, PageSource source)
    {
        _source = source;
        _bytes = bytes;
        TotalPages = (int)(bytes / PageArithmetic.PageBytes);
        var limit = source.Limit;
        var needed = bytes + (TotalPages * PageTable.BytesPerPage);
        if (needed > limit.AvailableBytes)
        {
            throw new ReserveException(
                $"A zone of {bytes:N0} bytes, {needed:N0} with its tables, does not fit: {limit.Source} leaves {limit.AvailableBytes:N0} bytes. " +
                "Ask for a smaller zone or raise that limit.");
        }

        Start = source.Commit(bytes);
        try
        {
            Table = new PageTable(TotalPages, FirstGeneration);
        }
        catch (OutOfMemoryException e)
        {
            source.Release(Start, bytes);
            throw new ReserveException($"The tables of a zone of {bytes:N0} bytes could not be had. Free memory or ask for a smaller zone.", e);
        }

        _buddy = new BuddyAllocator(Table, TotalPages);
        _freePages = _buddy.FreePages;
    }

    public int TotalPages { get; }

    /// <summary>
    /// Far from that of other pools (a step of 2^32 over the golden ratio): the system likes to give a new zone the addresses of one
    /// that is gone, and what was allocated there is not to be freed here.
    /// </summary>
    public uint FirstGeneration { get; } = unchecked((uint)Interlocked.Increment(ref s_pools) * 0x9E3779B1);

    public long FreePages => Volatile.Read(ref _freePages);

    public long WatermarkPages => Volatile.Read(ref _watermark);

    public nint Start { get; }

    public PageTable Table { get; }

    public bool TryTake(int pages, out PageRun run)
    {
        _gate.Enter();
        var page = _bytes > 0 && _buddy.FreePages - pages >= _watermark ? _buddy.Take(pages) : PageEntry.None;
        run = Finish(page, pages, emergency: false);
        _gate.Exit();
        return page != PageEntry.None;
    }

    /// <summary>Takes one page, from below the watermark if need be. The caller has charged for it.</summary>
    public bool TryTakeEmergency(out PageRun run)
    {
        _gate.Enter();
        var page = _bytes > 0 ? _buddy.Take(1) : PageEntry.None;
        run = Finish(page, 1, emergency: page != PageEntry.None && _buddy.FreePages < _watermark);
        _gate.Exit();
        return page != PageEntry.None;
    }

    /// <summary>Gives a run back. Pages taken from below the watermark are below it again before anyone else can look.</summary>
    public void Free(PageRun run)
    {
        _gate.Enter();
        var page = PageOf(run.Address);
        var valid = page >= 0 && Table[page].State == PageState.Run && Table[page].Pages == run.Pages
            && Table[page].Generation == run.Generation && AddressOf(page) == run.Address;
        if (valid)
        {
            Table[page].State = PageState.Inner;
            Table[page].Emergency = false;
            Table[page].Generation++;
            _buddy.Put(page, run.Pages);
            Volatile.Write(ref _freePages, _buddy.FreePages);
        }

        _gate.Exit();
        if (!valid)
            throw BadFree(run.Address, page);
    }

    /// <summary>Raises the watermark by <paramref name="pages"/> if that many pages are free above it.</summary>
    public bool TryRaiseWatermark(long pages)
    {
        _gate.Enter();
        var raised = _bytes > 0 && (pages <= 0 || pages <= _buddy.FreePages - _watermark);
        if (raised)
            Volatile.Write(ref _watermark, _watermark + pages);
        _gate.Exit();
        return raised;
    }

    public void LowerWatermark(long pages)
    {
        _gate.Enter();
        Volatile.Write(ref _watermark, _watermark - pages);
        _gate.Exit();
    }

    public nint AddressOf(int page) => Start + ((nint)page << PageArithmetic.PageShift);

    /// <summary>The number of the page that holds an address; negative for memory that is not the pool's.</summary>
    public int PageOf(nint address)
    {
        var offset = (nuint)(address - Start);
        return offset < (nuint)_bytes ? (int)(offset >> PageArithmetic.PageShift) : -1;
    }

    public Exception BadFree(nint address, int page) => page < 0
        ? new ArgumentException("The memory does not belong to this zone. Free it where it was allocated.")
        : new InvalidOperationException(
            $"The memory at offset {address - Start:N0} of the zone is not allocated, or not in this form: it was freed before, or it was never returned by an allocation.");

    public void Dispose()
    {
        _gate.Enter();
        var bytes = _bytes;
        _bytes = 0;
        _gate.Exit();
        if (bytes == 0)
            return;
        _source.Release(Start, bytes);
        Table.Dispose();
    }

    private PageRun Finish(int page, int pages, bool emergency)
    {
        if (page == PageEntry.None)
            return default;
        ref var entry = ref Table[page];
        entry.State = PageState.Run;
        entry.Pages = pages;
        entry.Emergency = emergency;
        Volatile.Write(ref _freePages, _buddy.FreePages);
        return new PageRun(AddressOf(page), pages, entry.Generation);
    }
}
