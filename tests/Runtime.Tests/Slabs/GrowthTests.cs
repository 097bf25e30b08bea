// Zones that grow: for whom, and how far.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class GrowthTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(20_000)]
    [InlineData(1 << 20)]
    public void A_zone_grows_to_its_maximum_for_ordinary_callers(int bytes)
    {
        using var zone = Zones.WithCaches(512, maxPages: 2048);
        var held = new List<nint>();
        while (zone.Allocate(bytes) is not null and var address)
            held.Add((nint)address);
        Assert.Equal(2048, zone.TotalPages);

        // Five pages out of a block of eight leave three that make no five.
        Assert.InRange((long)held.Count * bytes, 2048 * 4096L / 2, 2048 * 4096L);
        foreach (var address in held)
            zone.Free((void*)address);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Page_runs_make_a_zone_grow_too()
    {
        using var zone = Zones.WithCaches(512, maxPages: 1024);
        Assert.True(zone.TryAllocatePages(500, out _));
        Assert.True(zone.TryAllocatePages(500, out _));
        Assert.False(zone.TryAllocatePages(500, out _));
        Assert.Equal(1024, zone.TotalPages);
    }

    [Fact]
    public void Memory_of_pages_that_came_later_is_freed_through_caches_that_were_there_before()
    {
        using var zone = Zones.WithCaches(512, maxPages: 1024);
        var handle = zone.GetHandle();
        zone.Free(handle.Allocate(64));
        Assert.True(zone.TryAllocatePages(400, out var first));
        Assert.True(zone.TryAllocatePages(400, out _));
        zone.Free(first);
        var held = new List<nint>();
        while (zone.Allocate(4096) is not null and var address)
            held.Add((nint)address);
        Assert.Contains(held, address => address > zone.Pool.Start + (512 * 4096));
        foreach (var address in held)
            handle.Free((void*)address);
        zone.Trim();
        Assert.Equal(624, zone.FreePages);
    }

    [Fact]
    public void Who_waits_while_another_thread_grows_the_zone_to_its_maximum_gets_of_that()
    {
        var source = new SparingSource();
        using var zone = new Zone(new ZoneOptions { Bytes = 512 * 4096, MaxBytes = 1024 * 4096, ThreadCaches = false }, source);
        Assert.True(zone.TryAllocatePages(512, out _));
        var (runs, slots) = (false, false);
        var later = new Thread(() => runs = zone.TryAllocatePages(1, out _));
        var last = new Thread(() => slots = zone.Allocate(16) is not null);
        source.Committing = () =>
        {
            source.Committing = null;
            later.Start();
            last.Start();
            SpinWait.SpinUntil(() => IsBlocked(later) && IsBlocked(last));
        };
        Assert.True(zone.TryAllocatePages(1, out _));
        later.Join();
        last.Join();
        Assert.Equal((true, true, 1024L), (runs, slots, zone.TotalPages));

        static bool IsBlocked(Thread thread) => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;
    }

    [Fact]
    public void Connecting_asks_the_system_though_it_refused_an_ordinary_caller_a_moment_ago()
    {
        var source = new SparingSource { Refuses = true };
        using var zone = new Zone(new ZoneOptions { Bytes = 512 * 4096, MaxBytes = 1024 * 4096 }, source);
        while (zone.TryAllocatePages(1, out _))
        {
        }

        Assert.Equal(512, zone.TotalPages);
        source.Refuses = false;
        var root = new ReserveGroup("root");
        _ = new PageReserve("pages", root, 4);
        using var connection = root.Connect(zone);
        Assert.Equal((1024L, 4L), (zone.TotalPages, zone.WatermarkPages));
    }

    [Fact]
    public void A_zone_does_not_grow_for_the_entitled()
    {
        using var zone = Zones.WithCaches(512, maxPages: 1024);
        using (MemallocScope.Enter([]))
        {
            while (zone.Allocate(4096) is not null)
            {
            }

            Assert.False(zone.TryAllocatePages(1, out _));
            Assert.Equal(512, zone.TotalPages);
        }

        Assert.False(zone.TryAllocateEntitled(16, out _));
        Assert.Equal(512, zone.TotalPages);
        Assert.True(zone.TryAllocate(16, out _));
        Assert.Equal(1024, zone.TotalPages);
    }

    /// <summary>The system's memory, or nothing more of it.</summary>
    private sealed class SparingSource : PageSource
    {
        private readonly PageSource _system = System;
        private long _granted;

        public bool Refuses { get; set; }

        /// <summary>Called before memory is committed.</summary>
        public Action? Committing { get; set; }

        public override MemoryLimit Limit => Refuses && _granted > 0 ? new MemoryLimit(0, "the test") : MemoryLimit.None;

        public override nint Reserve(long bytes) => _system.Reserve(bytes);

        public override void Commit(nint address, long bytes)
        {
            Committing?.Invoke();
            _system.Commit(address, bytes);
            _granted += bytes;
        }

        public override void Release(nint address, long bytes) => _system.Release(address, bytes);
    }
}
