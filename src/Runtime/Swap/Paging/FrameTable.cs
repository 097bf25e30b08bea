// The resident budget: page-sized places in memory, taken from the zone once and for all.
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

/// <summary>Frames, which page is in which, and the free ones. Guarded by the pager's gate, except for <see cref="Span"/>.</summary>
internal sealed unsafe class FrameTable : IDisposable
{
    private readonly Zone _zone;
    private readonly List<PageRun> _runs = [];
    private readonly NativeTable<nint> _addresses;
    private readonly NativeTable<int> _pages;
    private readonly IndexStack _free;
    private readonly IndexStack _parked;

    /// <exception cref="ReserveException">The zone has not got that many pages to give.</exception>
    public FrameTable(Zone zone, int frames)
    {
        _zone = zone;
        _addresses = new NativeTable<nint>(frames);
        _pages = new NativeTable<int>(frames);
        _free = new IndexStack(frames);
        _parked = new IndexStack(frames);
        try
        {
            TakeFromZone(frames);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Frames => _pages.Length;

    public int Free => _free.Count;

    /// <summary>Frames that hold a page.</summary>
    public int Used => Frames - _free.Count - _parked.Count;

    /// <summary>The memory of a frame. Whoever reads or writes it holds a pin, or has the page marked as reading or writing.</summary>
    [Memalloc]
    public Span<byte> Span(int frame) => new((void*)_addresses[frame], PageArithmetic.PageBytes);

    [Memalloc]
    public nint Address(int frame) => _addresses[frame];

    /// <summary>The page in a frame, or <see cref="SwapPage.None"/>.</summary>
    [Memalloc]
    public int PageOf(int frame) => _pages[frame];

    [Memalloc]
    public bool TryTake(int page, out int frame)
    {
        if (!_free.TryPop(out frame))
            return false;
        _pages[frame] = page;
        return true;
    }

    [Memalloc]
    public void Release(int frame)
    {
        _pages[frame] = SwapPage.None;
        _free.Push(frame);
    }

    /// <summary>Hides free frames until only <paramref name="leave"/> are left, to rehearse shortage on a large budget.</summary>
    public void Park(int leave)
    {
        while (_free.Count > leave && _free.TryPop(out var frame))
            _parked.Push(frame);
    }

    public void Unpark()
    {
        while (_parked.TryPop(out var frame))
            _free.Push(frame);
    }

    public void Dispose()
    {
        foreach (var run in _runs)
            _zone.Free(run);
        _runs.Clear();
        _addresses.Dispose();
        _pages.Dispose();
        _free.Dispose();
        _parked.Dispose();
    }

    private void TakeFromZone(int frames)
    {
        var length = PageArithmetic.MaxRunPages;
        for (var taken = 0; taken < frames;)
        {
            length = Math.Min(length, frames - taken);
            if (_zone.TryAllocatePages(length, out var run))
            {
                _runs.Add(run);
                for (var page = 0; page < length; page++)
                    Add(taken++, run.Address + (page * PageArithmetic.PageBytes));
                continue;
            }

            // Frames need not lie side by side; long runs only keep the list of them short.
            if (length == 1)
            {
                throw new ReserveException(
                    $"The pager needs {frames} resident pages from zone '{_zone.Name}', which has only {taken} to give: " +
                    $"of its {_zone.TotalPages} pages, {_zone.FreePages + taken} were free, {_zone.WatermarkPages} of these kept for reserves. " +
                    "Use a larger zone or a smaller budget.");
            }

            length /= 2;
        }
    }

    private void Add(int frame, nint address)
    {
        _addresses[frame] = address;
        Release(frame);
    }
}
