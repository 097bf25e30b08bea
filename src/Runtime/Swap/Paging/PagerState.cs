// What the pager's parts share: the books, the gate that guards them, the counters.
namespace MemallocKit.Swap;

/// <summary>
/// The books of a pager. Lock order: <see cref="Gate"/> first, then a device's or a zone's own lock; no device is called while the gate is
/// held, so that a slow device delays only those who need it.
/// </summary>
internal sealed class PagerState : IDisposable
{
    private long _pagesIn;
    private long _pagesOut;
    private int _lastError;

    public PagerState(Zone zone, int residentPages, int capacityPages, int slots)
    {
        Signal = new ReclaimSignal(Gate);
        // Reclaim starts early enough that a burst of faults finds frames, and goes on long enough to make whole runs.
        LowFrames = Math.Clamp(residentPages / 16, 1, 2 * WriteOut.RunPages);
        HighFrames = LowFrames + Math.Clamp(residentPages / 8, 1, 2 * WriteOut.RunPages);
        try
        {
            Pages = new SwapPageTable(capacityPages);
            Slots = new SlotMap(slots);
            Frames = new FrameTable(zone, residentPages);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A monitor: <see cref="ReclaimSignal"/> says why.</summary>
    public object Gate { get; } = new();

    public ReclaimSignal Signal { get; }

    public SwapPageTable Pages { get; }

    public SlotMap Slots { get; }

    public FrameTable Frames { get; }

    /// <summary>With fewer free frames than this, the reclaimer is woken.</summary>
    public int LowFrames { get; }

    /// <summary>With this many free frames, it rests.</summary>
    public int HighFrames { get; }

    /// <summary>Pins held, and faults under way. While there are any, the frames must stay.</summary>
    public long Pins { get; set; }

    /// <summary>Counts frames that came free. Whoever waits compares it to tell slow from stuck; it may wrap.</summary>
    public uint FramesFreed { get; private set; }

    public bool Closed { get; set; }

    /// <summary>The last thing heard of the device was that it does not answer: pages that only it has are out of reach.</summary>
    public bool DeviceLost { get; private set; }

    public long PagesIn => Volatile.Read(ref _pagesIn);

    public long PagesOut => Volatile.Read(ref _pagesOut);

    public SwapStatus LastError => (SwapStatus)Volatile.Read(ref _lastError);

    [Memalloc]
    public void ThrowIfClosed()
    {
        if (Closed)
            throw new ObjectDisposedException(nameof(Pager));
    }

    [Memalloc]
    public void ReleaseFrame(int frame)
    {
        Frames.Release(frame);
        FramesFreed++;
        Signal.Changed();
    }

    /// <summary>Takes a page out of memory. Its content is elsewhere, or it is not wanted any more.</summary>
    [Memalloc]
    public void Drop(ref SwapPage page)
    {
        ReleaseFrame(page.Frame);
        page.Frame = SwapPage.None;
    }

    [Memalloc]
    public void ReleaseSlot(ref SwapPage page)
    {
        if (page.Slot == SwapPage.None)
            return;
        Slots.Release(page.Slot);
        page.Slot = SwapPage.None;
    }

    [Memalloc]
    public void CountIn() => Volatile.Write(ref _pagesIn, _pagesIn + 1);

    [Memalloc]
    public void CountOut(int pages) => Volatile.Write(ref _pagesOut, _pagesOut + pages);

    /// <summary>Takes note of what the device answered.</summary>
    [Memalloc]
    public void Remember(SwapStatus status)
    {
        DeviceLost = status is SwapStatus.TimedOut or SwapStatus.Disconnected;
        if (status != SwapStatus.Ok)
            Volatile.Write(ref _lastError, (int)status);
    }

    /// <summary>After the rehearsal: what it moved is nobody's business.</summary>
    public void ResetCounters()
    {
        _pagesIn = 0;
        _pagesOut = 0;
        _lastError = (int)SwapStatus.Ok;
    }

    public void Dispose()
    {
        Frames?.Dispose();
        Slots?.Dispose();
        Pages?.Dispose();
        Signal.Dispose();
    }
}
