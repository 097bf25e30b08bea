// Committed pages with a watermark: below it, only the emergency take gets through.
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// The pages of a zone. Ordinary takes stop at the watermark; an emergency take goes below it. Who may call
/// <see cref="TakeEmergency"/> is decided above, by charging. Thread-safe under one gate, which is the innermost lock
/// of the library; growing has a lock of its own, taken before the gate, since it calls the system.
/// <para>
/// Invariant I (with <c>free</c> pages, watermark <c>W</c>, and for each slab cache of a connected reserve <c>p</c> pages of
/// estimate and <c>e</c> emergency pages held): <c>free + sum(min(e, p)) >= sum(p)</c>, and <c>W >= sum(p)</c>. The watermark
/// rises only while <c>free >= W</c> holds after; an ordinary take leaves <c>free >= W</c>; an emergency take moves a page from
/// <c>free</c> to <c>e</c>; a free moves it back.
/// </para>
/// </summary>
internal sealed unsafe partial class PagePool : IDisposable
{
    private static int s_pools;

    private readonly PageSource _source;
    private readonly BuddyAllocator _buddy;

    // 0 once disposed: then no address is the pool's and nothing can be taken.
    private long _bytes;
    private uint _stamps;
    private SpinGate _gate;
    private long _watermark;

    // A copy of the buddy's count that can be read without the gate.
    private long _freePages;

    /// <param name="bytes">What is committed at once.</param>
    /// <param name="maxBytes">What it can grow to.</param>
    /// <param name="source">Where it comes from.</param>
    public PagePool(long bytes, long maxBytes, PageSource source)
    {
        _source = source;
        MaxPages = maxBytes / PageArithmetic.PageBytes;
        CheckLimit(bytes);

        // Far from the stamps of other pools (a step of 2^32 over the golden ratio): the system likes to give a new zone the
        // addresses of one that is gone, and what was allocated there is not to be freed here.
        Identity = unchecked((uint)Interlocked.Increment(ref s_pools) * 0x9E3779B1);
        _stamps = Identity;
        Start = source.Reserve(maxBytes);
        try
        {
            Table = new PageTable(MaxPages, source);
            _buddy = new BuddyAllocator(Table);
            AddPages(bytes / PageArithmetic.PageBytes);
        }
        catch
        {
            Table?.Dispose();
            source.Release(Start, maxBytes);
            throw;
        }
    }

    /// <summary>Pages that are committed now.</summary>
    public long TotalPages => Volatile.Read(ref _bytes) / PageArithmetic.PageBytes;

    /// <summary>Pages that the pool can grow to.</summary>
    public long MaxPages { get; }

    /// <summary>A number that no pool before had: the base of its stamps.</summary>
    public uint Identity { get; }

    public long FreePages => Volatile.Read(ref _freePages);

    public long WatermarkPages => Volatile.Read(ref _watermark);

    public nint Start { get; }

    public PageTable Table { get; }

    /// <summary>Takes adjacent ordinary pages and marks the first; <see cref="PageEntry.None"/> at the watermark or when no run is long enough.</summary>
    public int Take(int pages, byte bin)
    {
        _gate.Enter();
        var page = TakeHeld(pages, bin);
        _gate.Exit();
        return page;
    }

    /// <summary>Takes one page, from below the watermark if need be. The caller has charged for it.</summary>
    public int TakeEmergency(ushort owner)
    {
        _gate.Enter();
        var page = _bytes > 0 ? _buddy.Take(1) : PageEntry.None;
        if (page != PageEntry.None)
        {
            Table.Emergency[page] = _buddy.FreePages < _watermark;
            Table.Owners[page] = owner;
            Table.Bins[page] = PageBin.EmergencySlab;
            Volatile.Write(ref _freePages, _buddy.FreePages);
        }

        _gate.Exit();
        return page;
    }

    /// <summary>
    /// Gives pages back. Those taken from below the watermark are below it again before anyone else can look. The caller knows that
    /// they are his.
    /// </summary>
    public void Put(int page, int pages)
    {
        _gate.Enter();
        PutHeld(page, pages);
        _gate.Exit();
    }

    /// <summary>Takes up to <paramref name="count"/> blocks of <paramref name="pages"/> each; returns how many there were.</summary>
    public int TakeBlocks(int pages, byte bin, nint* destination, int count)
    {
        var taken = 0;
        _gate.Enter();
        while (taken < count && TakeHeld(pages, bin) is var page and not PageEntry.None)
            destination[taken++] = AddressOf(page);
        _gate.Exit();
        return taken;
    }

    /// <summary>Gives blocks back that <see cref="TakeBlocks"/> gave out.</summary>
    public void PutBlocks(int pages, nint* source, int count)
    {
        _gate.Enter();
        for (var index = 0; index < count; index++)
            PutHeld(PageOf(source[index]), pages);
        _gate.Exit();
    }

    /// <summary>Takes a run that is freed by its handle or, as <see cref="PageBin.Block"/>, by its address too.</summary>
    public bool TryTake(int pages, out PageRun run, byte bin = PageBin.Run)
    {
        _gate.Enter();
        var page = TakeHeld(pages, bin);
        var found = page != PageEntry.None;
        if (found)
        {
            Table[page].Pages = pages;
            Table[page].Stamp = ++_stamps;
        }

        run = found ? new PageRun(AddressOf(page), pages, _stamps) : default;
        _gate.Exit();
        return found;
    }

    /// <summary>Gives a run back; throws, with nothing changed, when it is not one that <see cref="TryTake"/> gave out last.</summary>
    public void Free(PageRun run, byte bin = PageBin.Run)
    {
        _gate.Enter();
        var page = PageOf(run.Address);
        var valid = page >= 0 && Table.Bins[page] == bin && Table[page].Pages == run.Pages
            && Table[page].Stamp == run.Stamp && AddressOf(page) == run.Address;
        if (valid)
            PutHeld(page, run.Pages);
        _gate.Exit();
        if (!valid)
            throw BadFree(run.Address, page);
    }

    /// <summary>Gives a <see cref="PageBin.Block"/> back; false, with nothing changed, when none starts at the address.</summary>
    public bool TryFreeBlock(nint address)
    {
        _gate.Enter();
        var page = PageOf(address);
        var valid = page >= 0 && Table.Bins[page] == PageBin.Block && AddressOf(page) == address;
        if (valid)
            PutHeld(page, Table[page].Pages);
        _gate.Exit();
        return valid;
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
        return offset < (nuint)Volatile.Read(ref _bytes) ? (int)(offset >> PageArithmetic.PageShift) : -1;
    }

    public Exception BadFree(nint address, int page) => page < 0
        ? new ArgumentException("The memory does not belong to this zone. Free it where it was allocated.")
        : new InvalidOperationException(
            $"The memory at offset {address - Start:N0} of the zone is not allocated, or not in this form: it was freed before, or it was never returned by an allocation.");

    public void Dispose()
    {
        // A pool that is growing has its pages in the system's hands.
        lock (_growth)
        {
            _gate.Enter();
            var bytes = _bytes;
            Volatile.Write(ref _bytes, 0);
            _gate.Exit();
            if (bytes == 0)
                return;
            _source.Release(Start, MaxPages * PageArithmetic.PageBytes);
            Table.Dispose();
        }
    }

    private int TakeHeld(int pages, byte bin)
    {
        var page = _bytes > 0 && _buddy.FreePages - pages >= _watermark ? _buddy.Take(pages) : PageEntry.None;
        if (page == PageEntry.None)
            return page;
        Table.Bins[page] = bin;
        Volatile.Write(ref _freePages, _buddy.FreePages);
        return page;
    }

    private void PutHeld(int page, int pages)
    {
        // A reserve's slab is one page, or was set aside whole: its first page has the owner.
        Table.Owners[page] = 0;
        Table.Emergency[page] = false;
        if (pages == 1)
        {
            Table.Bins[page] = PageBin.None;
            _buddy.Put(page);
        }
        else
        {
            new Span<byte>(Table.Bins + page, pages).Clear();
            _buddy.Put(page, pages);
        }

        Volatile.Write(ref _freePages, _buddy.FreePages);
    }
}
