// What a pager does while everything works.
using MemallocKit.Swap;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerTests
{
    [Theory]
    [InlineData(8, 64)]
    [InlineData(64, 512)]
    [InlineData(512, 1024)]
    public void Working_set_larger_than_the_budget_keeps_its_content(int resident, int pages)
    {
        using var rig = new PagerRig(resident, pages);
        var handles = rig.AllocateFilled(pages);
        PagerRig.CheckAll(handles);
        Assert.True(rig.Pager.PagesOut >= pages - resident);
        Assert.True(rig.Pager.PagesIn >= pages - resident);
        Assert.True(rig.Pager.ResidentPages <= resident);
        Assert.Equal(SwapStatus.Ok, rig.Pager.LastError);
    }

    [Fact]
    public void New_pager_has_empty_books()
    {
        using var rig = new PagerRig(16, 64);
        Assert.Equal((0L, 0L, 0L), (rig.Pager.PagesOut, rig.Pager.PagesIn, rig.Pager.ResidentPages));
        Assert.Equal(0, rig.AllocatedPages);
        Assert.Equal(64, rig.FreeSlots);
        Assert.Equal(16 + 32, rig.Zone.TotalPages - rig.Zone.FreePages);
    }

    [Fact]
    public void Page_never_written_reads_as_zeros_and_never_touches_the_device()
    {
        using var rig = new PagerRig(8, 64);
        var reads = rig.Memory.Reads;
        var runs = rig.Memory.Runs.Length;
        foreach (var round in Enumerable.Repeat(rig.Allocate(64), 2))
        {
            foreach (var handle in round)
            {
                using var pin = handle.Pin(PinMode.Read);
                Assert.True(SwapPages.IsZero(pin.Span));
            }
        }

        Assert.Equal((reads, runs), (rig.Memory.Reads, rig.Memory.Runs.Length));
    }

    [Fact]
    public void Freed_page_comes_back_as_zeros()
    {
        using var rig = new PagerRig(8, 8);
        foreach (var handle in rig.AllocateFilled(8))
            rig.Pager.Free(handle);
        foreach (var handle in rig.Allocate(8))
        {
            using var pin = handle.Pin(PinMode.Read);
            Assert.True(SwapPages.IsZero(pin.Span));
        }
    }

    [Fact]
    public void Clean_page_that_the_device_has_is_dropped_without_a_write()
    {
        using var rig = new PagerRig(8, 64);
        var handles = rig.AllocateFilled(64);
        // After one round of reading, every page was written and is clean.
        PagerRig.CheckAll(handles);
        rig.WaitForIdleReclaimer();
        var pagesOut = rig.Pager.PagesOut;
        var pagesIn = rig.Pager.PagesIn;
        PagerRig.CheckAll(handles);
        Assert.Equal(pagesOut, rig.Pager.PagesOut);
        Assert.True(rig.Pager.PagesIn > pagesIn);
    }

    [Fact]
    public void Page_written_again_after_it_came_back_is_written_out_again()
    {
        using var rig = new PagerRig(8, 64);
        var handles = rig.AllocateFilled(64);
        for (var version = 1; version <= 3; version++)
        {
            for (var i = 0; i < handles.Length; i++)
                PagerRig.Write(handles[i], i, version);
            PagerRig.CheckAll(handles, version);
        }
    }

    [Fact]
    public void Dirty_pages_leave_in_runs()
    {
        using var rig = new PagerRig(512, 2048);
        var rehearsed = rig.Memory.Runs.Length;
        rig.AllocateFilled(2048);
        rig.WaitForIdleReclaimer();
        var runs = rig.Memory.Runs[rehearsed..];
        Assert.All(runs, run => Assert.InRange(run, 1, 32));
        Assert.Contains(32, runs);
        Assert.Equal(rig.Pager.PagesOut, runs.Sum());
    }

    [Fact]
    public void Capacity_bounds_allocation_and_freeing_makes_room()
    {
        using var rig = new PagerRig(8, 16);
        var handles = rig.Allocate(16);
        Assert.False(rig.Pager.TryAllocate(out _));
        Assert.Equal(SwapStatus.NoSpace, Assert.Throws<SwapException>(() => rig.Pager.Allocate()).Status);
        rig.Pager.Free(handles[3]);
        Assert.True(rig.Pager.TryAllocate(out _));
    }

    [Fact]
    public void Write_out_goes_on_from_the_reserve_when_the_zone_is_exhausted()
    {
        using var rig = new PagerRig(64, 512);
        var runs = (PageReserve)rig.Pager.Reserves.FirstChild!;
        var usageInWrite = 0L;
        rig.Memory.OnWrite = _ => usageInWrite = Math.Max(usageInWrite, runs.Usage);
        using (MemoryPressure.Exhaust(rig.Zone))
        {
            var handles = rig.AllocateFilled(512);
            PagerRig.CheckAll(handles);
            Assert.Equal(32, usageInWrite);
            rig.WaitForIdleReclaimer();
            Assert.Equal(0, runs.Usage);
        }
    }

    [Fact]
    public void Pager_on_a_file_keeps_its_content()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var device = new FileSwapDevice(path, 512);
        using (var rig = new PagerRig(64, 512, device))
        {
            PagerRig.CheckAll(rig.AllocateFilled(512));
            Assert.True(rig.Pager.PagesOut > 0);
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Two_pagers_share_a_zone()
    {
        using var zone = new Zone(new ZoneOptions { Bytes = 512 * SwapPages.Bytes, ThreadCaches = false });
        using (var first = new Pager(new MemorySwapDevice(128), new PagerOptions { Zone = zone, ResidentPages = 32 }))
        using (var second = new Pager(new MemorySwapDevice(128), new PagerOptions { Zone = zone, ResidentPages = 32 }))
        {
            Assert.Equal(2 * (32 + 32), zone.TotalPages - zone.FreePages);
            var pages = Enumerable.Range(0, 128).Select(i => (i % 2 == 0 ? first : second).Allocate()).ToArray();
            for (var i = 0; i < pages.Length; i++)
                PagerRig.Write(pages[i], i, version: 0);
            PagerRig.CheckAll(pages);
        }

        Assert.Equal(zone.TotalPages, zone.FreePages);
    }
}
