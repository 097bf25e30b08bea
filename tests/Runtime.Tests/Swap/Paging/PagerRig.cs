// A pager with a zone and a device of its own, and the check that it leaves nothing behind.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

internal sealed class PagerRig : IDisposable
{
    // The budget, the reserve of 32 pages, and some more so that write-outs find ordinary memory too.
    private const int ExtraPages = 128;

    private readonly long _freePages;

    public PagerRig(int residentPages, int capacityPages, ISwapDevice? device = null, TimeSpan? frameTimeout = null)
    {
        Zone = new Zone(new ZoneOptions { Name = "pager test", Bytes = (residentPages + ExtraPages) * SwapPages.Bytes, ThreadCaches = false });
        _freePages = Zone.FreePages;
        Memory = device as MemorySwapDevice ?? new MemorySwapDevice(capacityPages);
        Pager = new Pager(device ?? Memory, new PagerOptions
        {
            Zone = Zone,
            ResidentPages = residentPages,
            CapacityPages = capacityPages,
            FrameTimeout = frameTimeout ?? TimeSpan.FromSeconds(60),
        });
    }

    public Zone Zone { get; }

    public MemorySwapDevice Memory { get; }

    public Pager Pager { get; }

    public int AllocatedPages => Locked(state => state.Pages.Allocated);

    public int DoomedPages => Locked(state => state.Pages.Doomed);

    public int FreeSlots => Locked(state => state.Slots.FreeSlots);

    public int FrameWaiters => Locked(state => state.Signal.FrameWaiters);

    public bool IsResident(PageHandle handle) => Locked(state => state.Pages[handle.Index].Frame != SwapPage.None);

    public PageHandle[] Allocate(int pages)
    {
        var handles = new PageHandle[pages];
        for (var i = 0; i < pages; i++)
            handles[i] = Pager.Allocate();
        return handles;
    }

    /// <summary>Writes version 0 of each page.</summary>
    public PageHandle[] AllocateFilled(int pages)
    {
        var handles = Allocate(pages);
        for (var i = 0; i < pages; i++)
            Write(handles[i], i, version: 0);
        return handles;
    }

    public static void Write(PageHandle handle, int number, int version)
    {
        using var pin = handle.Pin(PinMode.Write);
        SwapPages.Fill(pin.Span, number, version);
    }

    public static void Check(PageHandle handle, int number, int version)
    {
        using var pin = handle.Pin(PinMode.Read);
        Assert.True(SwapPages.Matches(pin.Span, number, version), $"page {number} does not hold version {version}");
    }

    public static void CheckAll(PageHandle[] handles, int version = 0)
    {
        for (var i = 0; i < handles.Length; i++)
            Check(handles[i], i, version);
    }

    /// <summary>Waits for a state that other threads are on their way to; fails only when they never get there.</summary>
    public static void WaitFor(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)), "the awaited state was never reached");

    public void WaitForIdleReclaimer() => WaitFor(() => Locked(state => state.Signal.IsIdle));

    /// <summary>Disposes the pager and proves that the zone and the device are as they were.</summary>
    public void Dispose()
    {
        Pager.Dispose();
        Assert.Equal(_freePages, Zone.FreePages);
        Assert.Equal(0, Zone.WatermarkPages);
        Assert.Equal(0, Memory.Activations);
        Zone.Dispose();
    }

    private T Locked<T>(Func<PagerState, T> look)
    {
        lock (Pager.State.Gate)
            return look(Pager.State);
    }
}
