// Caches of threads: filled, traded, left behind by the dead, taken back under pressure.
using System.Collections.Concurrent;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class ThreadCacheTests
{
    [Fact]
    public void Freed_memory_stays_with_its_thread_until_the_zone_is_trimmed()
    {
        using var zone = Zones.WithCaches(1024);
        var first = (nint)zone.Allocate(64);
        zone.Free((void*)first);
        Assert.Equal(first, (nint)zone.Allocate(64));
        zone.Free((void*)first);
        Assert.True(zone.FreePages < zone.TotalPages);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Without_caches_every_page_is_back_at_once()
    {
        using var zone = Zones.OfPages(1024);
        foreach (var bytes in (int[])[16, 64, 4096, 32768, 100_000])
        {
            var address = zone.Allocate(bytes);
            Assert.True(zone.FreePages < 1024);
            zone.Free(address);
            Assert.Equal(1024, zone.FreePages);
        }
    }

    [Fact]
    public void Caches_of_dead_threads_are_taken_back_by_a_trim()
    {
        using var zone = Zones.WithCaches(4096);
        for (var round = 0; round < 10; round++)
        {
            RunOnThreads(4, _ => AllocateAndFreeAll(zone, 1000, 64, 4096));
            Assert.True(zone.FreePages < zone.TotalPages);
            ZoneAudit.AssertEmpty(zone);
        }
    }

    [Fact]
    public void Caches_of_dead_threads_are_taken_back_before_an_allocation_fails()
    {
        using var zone = Zones.WithCaches(1024);
        RunOnThreads(3, _ => AllocateAndFreeAll(zone, 100, 16, 4096));
        var pages = 0;
        while (zone.TryAllocatePages(1, out _))
            pages++;
        Assert.Equal(1024, pages);
    }

    [Fact]
    public void Threads_that_come_and_go_cost_no_more_memory_than_those_that_are_alive()
    {
        using var zone = Zones.WithCaches(1024);
        var used = zone.MetadataBytes;
        for (var round = 0; round < 200; round++)
            RunOnThreads(1, _ => AllocateAndFreeAll(zone, 10, 64));
        zone.Trim();

        // The cache of this thread, and of the last one if it still ends.
        Assert.InRange(zone.MetadataBytes - used, 0, 10_000);
    }

    [Fact]
    public void Books_of_a_zone_and_the_caches_of_its_only_thread_take_half_a_percent()
    {
        using var zone = Zones.WithCaches(16384);
        zone.Free(zone.Allocate(64));
        Assert.InRange(zone.MetadataBytes, 16384 * 20, 16384 * 4096 / 200);
    }

    [Fact]
    public void Memory_freed_by_another_thread_comes_back()
    {
        using var zone = Zones.WithCaches(4096);
        using var queue = new BlockingCollection<nint>(500);
        RunOnThreads(2, worker =>
        {
            if (worker == 0)
            {
                for (var count = 0; count < 50_000; count++)
                    queue.Add((nint)zone.Allocate(16 + (count % 5000)));
                queue.CompleteAdding();
            }
            else
            {
                foreach (var address in queue.GetConsumingEnumerable())
                    zone.Free((void*)address);
            }
        });
        ZoneAudit.AssertEmpty(zone);
    }

    [Theory]
    [InlineData(4096, 0)]
    [InlineData(200, 50)]
    public void Threads_that_allocate_and_free_at_once_never_overlap_and_leave_every_page_free(int pages, int watermark)
    {
        using var zone = Zones.WithCaches(pages);
        Assert.True(zone.Pool.TryRaiseWatermark(watermark));
        var shared = new ConcurrentBag<(nint Address, int Bytes, byte Fill)>();
        RunOnThreads(4, worker =>
        {
            var random = new Random(worker);
            var handle = zone.GetHandle();
            for (var step = 0; step < 30_000; step++)
            {
                var bytes = random.Next(100) < 90 ? random.Next(1, 600) : random.Next(1, 40_000);
                if (random.Next(100) < 52 && handle.Allocate(bytes) is not null and var address)
                {
                    var fill = (byte)random.Next(256);
                    new Span<byte>(address, bytes).Fill(fill);
                    shared.Add(((nint)address, bytes, fill));
                }
                else if (shared.TryTake(out var taken))
                {
                    Assert.Equal(-1, new Span<byte>((void*)taken.Address, taken.Bytes).IndexOfAnyExcept(taken.Fill));
                    handle.Free((void*)taken.Address);
                }

                if (step % 5000 == 0)
                    zone.Trim();
                Assert.True(zone.FreePages >= watermark);
            }
        });
        ZoneAudit.AssertEveryPageIsAccountedFor(zone);
        foreach (var (address, _, _) in shared)
            zone.Free((void*)address);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void More_zones_than_a_thread_notes_work_in_turn()
    {
        var zones = Enumerable.Range(0, 20).Select(_ => Zones.WithCaches(64)).ToArray();
        var held = new nint[20];
        for (var round = 0; round < 50; round++)
        {
            for (var index = 0; index < zones.Length; index++)
                held[index] = (nint)zones[index].Allocate(100);
            for (var index = 0; index < zones.Length; index++)
                zones[index].Free((void*)held[index]);
        }

        foreach (var zone in zones)
        {
            ZoneAudit.AssertEmpty(zone);
            zone.Dispose();
        }
    }

    [Fact]
    public void A_thread_goes_on_to_the_next_zone_with_the_caches_of_the_last()
    {
        using var first = Zones.WithCaches(64);
        for (var round = 0; round < 2000; round++)
        {
            using var zone = Zones.WithCaches(16);
            var address = zone.Allocate(64);
            Assert.True(address != null);
            zone.Free(address);
        }
    }

    [Fact]
    public unsafe void A_thread_that_is_entitled_gets_no_cache_but_by_priming()
    {
        using var zone = Zones.WithCaches(1024);
        var root = new ReserveGroup("root");
        _ = new PageReserve("pages", root, 4);
        using var connection = root.Connect(zone);
        var before = zone.MetadataBytes;
        RunOnThreads(1, _ =>
        {
            Assert.True(zone.TryAllocateEntitled(100, out var block));
            using var memalloc = MemallocScope.Enter([root]);
            zone.Free(zone.Allocate(16));
            zone.GetHandle().Free(zone.Allocate(100));
            zone.Free(block);
            Assert.Equal(before, zone.MetadataBytes);
            MemallocScope.Prime([root]);
            zone.Free(zone.Allocate(16));
            Assert.True(zone.MetadataBytes > before);
        });
        RunOnThreads(1, _ =>
        {
            using (MemallocScope.Enter([root]))
                zone.Free(zone.Allocate(16));
            zone.Free(zone.Allocate(16));
            Assert.True(zone.MetadataBytes > before);
        });
    }

    [Fact]
    public void At_the_watermark_frees_go_past_the_caches()
    {
        using var zone = Zones.WithCaches(256);
        Assert.True(zone.Pool.TryRaiseWatermark(100));
        using var pressure = MemoryPressure.Exhaust(zone);
        Assert.Equal(100, zone.FreePages);
        pressure.Dispose();
        Assert.True(zone.Pool.TryRaiseWatermark(zone.FreePages - 101));
        var held = new List<nint>();
        while (zone.Allocate(4096) is not null and var address)
            held.Add((nint)address);
        var free = zone.FreePages;
        Assert.Equal(zone.WatermarkPages, free);
        foreach (var address in held)
        {
            zone.Free((void*)address);
            Assert.Equal(++free, zone.FreePages);
        }
    }

    [Fact]
    public void One_thread_gets_what_another_freed_at_the_watermark()
    {
        using var zone = Zones.WithCaches(64);
        using var pressure = MemoryPressure.Exhaust(zone);
        Assert.True(zone.Allocate(4096) is null);
        RunOnThreads(1, _ => Assert.True(zone.Allocate(4096) is null));
        pressure.Dispose();
        zone.Trim();
        RunOnThreads(1, _ => Assert.True(zone.Allocate(4096) is not null));
    }

    [Fact]
    public void Depots_are_emptied_before_an_allocation_fails()
    {
        using var zone = Zones.WithCaches(2048);

        // More than two magazines of each size, so that the depots have some.
        AllocateAndFreeAll(zone, 700, 16, 64, 256, 1024, 4096);
        Assert.True(zone.FreePages < zone.TotalPages);
        var pages = 0;
        while (zone.TryAllocatePages(1, out _))
            pages++;
        Assert.Equal(2048, pages);
    }

    [Fact]
    public void Small_requests_are_served_from_single_pages_when_no_slab_fits()
    {
        using var zone = Zones.OfPages(64);
        var runs = new PageRun[64];
        for (var page = 0; page < 64; page++)
            Assert.True(zone.TryAllocatePages(1, out runs[page]));
        for (var page = 0; page < 64; page += 2)
            zone.Free(runs[page]);

        // A slab of this size has eight pages.
        var held = new List<nint>();
        while (zone.Allocate(3000) is not null and var address)
            held.Add((nint)address);
        Assert.Equal(32, held.Count);
        foreach (var address in held)
            zone.Free((void*)address);
        Assert.Equal(32, zone.FreePages);
    }

    internal static void RunOnThreads(int count, Action<int> body)
    {
        var failures = new ConcurrentQueue<Exception>();
        var threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            var worker = index;
            threads[index] = new Thread(() =>
            {
                try
                {
                    body(worker);
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            });
        }

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }

    private static void AllocateAndFreeAll(Zone zone, int count, params int[] sizes)
    {
        var held = new List<nint>();
        foreach (var bytes in sizes)
        {
            for (var index = 0; index < count; index++)
            {
                if (zone.Allocate(bytes) is not null and var address)
                    held.Add((nint)address);
            }
        }

        foreach (var address in held)
            zone.Free((void*)address);
    }
}
