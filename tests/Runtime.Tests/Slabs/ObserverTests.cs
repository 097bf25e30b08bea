// Somebody who watches every allocation.
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class ObserverTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_allocation_and_free_is_reported_while_somebody_watches(bool threadCaches)
    {
        using var zone = threadCaches ? Zones.WithCaches(1024) : Zones.OfPages(1024);
        var unseen = (nint)zone.Allocate(64);
        var watcher = new Watcher();
        zone.Observer = watcher;
        Assert.Same(watcher, zone.Observer);
        var handle = zone.GetHandle();
        for (var turn = 1; turn <= 300; turn++)
        {
            var raw = handle.Allocate(64);
            Assert.True(zone.TryAllocate(100_000, out var block));
            Assert.True(zone.TryAllocatePages(3, out var run));
            Assert.Equal((3 * turn, (3 * turn) - 3), (watcher.Allocations, watcher.Frees));
            handle.Free(raw);
            zone.Free(block);
            zone.Free(run);
            Assert.Equal(3 * turn, watcher.Frees);
        }

        Assert.Equal(300 * (64 + 100_000 + 12_288L), watcher.Bytes);
        zone.Free((void*)unseen);
        Assert.Equal(901, watcher.Frees);
        zone.Observer = null;
        zone.Free(zone.Allocate(64));
        Assert.Equal(901, watcher.Frees);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void What_is_not_admitted_fails()
    {
        using var zone = Zones.WithCaches(1024);
        zone.Free(zone.Allocate(64));
        var watcher = new Watcher { Admits = false };
        zone.Observer = watcher;
        Assert.True(zone.Allocate(64) is null);
        Assert.False(zone.TryAllocate(64, out _));
        Assert.False(zone.TryAllocate(100_000, out _));
        Assert.False(zone.TryAllocatePages(1, out _));
        Assert.Equal((0, 0), (watcher.Allocations, watcher.Frees));
        watcher.Admits = true;
        zone.Free(zone.Allocate(64));
        Assert.Equal((1, 1), (watcher.Allocations, watcher.Frees));
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Refused_frees_are_not_reported()
    {
        using var zone = Zones.WithCaches(1024);
        var watcher = new Watcher();
        zone.Observer = watcher;
        var address = (nint)zone.Allocate(64);
        Assert.True(zone.TryAllocatePages(1, out var run));
        zone.Free((void*)address);
        zone.Free(run);
        Assert.Throws<InvalidOperationException>(() => zone.Free((void*)address));
        Assert.Throws<InvalidOperationException>(() => zone.Free(run));
        Assert.Throws<InvalidOperationException>(() => zone.Free((void*)(address + 16)));
        Assert.Equal(2, watcher.Frees);
    }

    [Fact]
    public void Other_threads_are_seen_when_their_caches_have_run_out()
    {
        using var zone = Zones.WithCaches(4096);
        ThreadCacheTests.RunOnThreads(1, _ =>
        {
            zone.Free(zone.Allocate(64));
            var watcher = new Watcher();
            ThreadCacheTests.RunOnThreads(1, _ => zone.Observer = watcher);
            for (var count = 0; count < 1000; count++)
                Assert.True(zone.Allocate(64) is not null);
            Assert.InRange(watcher.Allocations, 1000 - 126, 1000);
        });
    }

    internal sealed class Watcher : ZoneObserver
    {
        public bool Admits { get; set; } = true;

        public int Allocations { get; private set; }

        public int Frees { get; private set; }

        public long Bytes { get; private set; }

        public override bool Admit(long bytes) => Admits;

        public override void Allocated(nint address, long bytes, object? charged)
        {
            Allocations++;
            Bytes += bytes;
        }

        public override void Freed(nint address) => Frees++;
    }
}
