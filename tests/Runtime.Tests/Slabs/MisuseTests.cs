// Frees that must be refused, with the books as they were.
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class MisuseTests
{
    public static TheoryData<int, bool> SizesWithAndWithoutCaches
    {
        get
        {
            var data = new TheoryData<int, bool>();
            foreach (var bytes in (int[])[1, 16, 48, 100, 512, 1000, 2000, 3584, 4096, 9000, 32768, 40_000, 1 << 20])
            {
                data.Add(bytes, true);
                data.Add(bytes, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SizesWithAndWithoutCaches))]
    public void Memory_freed_twice_is_refused(int bytes, bool threadCaches)
    {
        using var zone = NewZone(threadCaches);
        var (first, second) = ((nint)zone.Allocate(bytes), (nint)zone.Allocate(bytes));
        zone.Free((void*)first);
        AssertRefused(zone, first);
        zone.Free((void*)second);
        AssertRefused(zone, second);
        AssertRefused(zone, first);
        ZoneAudit.AssertEmpty(zone);
        AssertRefused(zone, first);
    }

    [Theory]
    [MemberData(nameof(SizesWithAndWithoutCaches))]
    public void Addresses_inside_an_allocation_are_refused(int bytes, bool threadCaches)
    {
        using var zone = NewZone(threadCaches);
        var address = (nint)zone.Allocate(bytes);
        var slotBytes = bytes <= SizeClasses.LargestBytes ? SizeClasses.Bytes(SizeClasses.IndexOf(bytes)) : bytes;
        for (var offset = 1; offset < slotBytes; offset += offset < 64 ? 1 : (slotBytes / 100) + 1)
            AssertRefused(zone, address + offset);
        for (var offset = 4096; offset < slotBytes; offset += 4096)
            AssertRefused(zone, address + offset);
        zone.Free((void*)address);
        ZoneAudit.AssertEmpty(zone);
    }

    [Theory]
    [MemberData(nameof(SizesWithAndWithoutCaches))]
    public void Slots_that_were_never_allocated_are_refused(int bytes, bool threadCaches)
    {
        using var zone = NewZone(threadCaches);
        var address = (nint)zone.Allocate(bytes);
        var slab = zone.Pool.AddressOf(zone.Pool.PageOf(address) & ~7);
        for (var offset = 0; offset < 8 * 4096; offset += 16)
        {
            if (slab + offset != address)
                AssertRefused(zone, slab + offset);
        }

        zone.Free((void*)address);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Memory_that_is_not_the_zones_is_refused()
    {
        using var zone = Zones.WithCaches(64);
        using var other = Zones.WithCaches(64);
        var foreign = (nint)other.Allocate(64);
        int onTheStack;
        foreach (var address in (nint[])[0, 16, -16, foreign, (nint)(&onTheStack), zone.Pool.Start - 16, zone.Pool.Start + (64 * 4096), nint.MinValue])
            Assert.Throws<ArgumentException>(() => zone.Free((void*)address));
        other.Free((void*)foreign);
        ZoneAudit.AssertEmpty(other);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Runs_blocks_and_addresses_are_not_freed_as_each_other()
    {
        using var zone = Zones.WithCaches(1024);
        Assert.True(zone.TryAllocatePages(3, out var run));
        Assert.True(zone.TryAllocatePages(1, out var page));
        Assert.True(zone.TryAllocate(50_000, out var block));
        AssertRefused(zone, run.Address);
        AssertRefused(zone, page.Address);
        Assert.Throws<InvalidOperationException>(() => zone.Free(new PageRun(block.Address, 13, block.Stamp)));
        Assert.Throws<InvalidOperationException>(() => zone.Free(new MemoryBlock(run.Address, 3 * 4096, zone.Pool.Identity)));
        Assert.Throws<InvalidOperationException>(() => zone.Free(new MemoryBlock(run.Address, 13 * 4096, run.Stamp)));
        zone.Free(run);
        zone.Free(page);
        zone.Free(block);
        Assert.Throws<InvalidOperationException>(() => zone.Free(run));
        Assert.Throws<InvalidOperationException>(() => zone.Free(block));
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Block_whose_page_serves_smaller_requests_by_now_is_refused()
    {
        using var zone = Zones.OfPages(1);
        Assert.True(zone.TryAllocate(4096, out var stale));
        zone.Free(stale);
        Assert.True(zone.TryAllocate(16, out var block));
        Assert.Throws<InvalidOperationException>(() => zone.Free(stale));
        zone.Free(block);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Emergency_memory_of_a_reserve_is_not_freed_as_ordinary_memory()
    {
        using var zone = Zones.WithCaches(64);
        var reserve = new PageReserve("pages", new ReserveGroup("root"), 4);
        using (reserve.Connect(zone))
        using (MemallocKit.Testing.MemoryPressure.Exhaust(zone))
        {
            Assert.True(reserve.TryRent(out var lease, Entitlement.Memalloc));
            Assert.True(lease.IsEmergency);
            AssertRefused(zone, lease.Run.Address);
            lease.Dispose();
        }

        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Magazines_are_not_freed()
    {
        using var zone = Zones.WithCaches(1024);
        var address = (nint)zone.Allocate(16);
        var magazines = 0;
        for (var page = 0; page < zone.TotalPages; page++)
        {
            if (zone.Pool.Table.Bins[page] != PageBin.Magazine)
                continue;
            magazines++;
            for (var offset = 0; offset < 4096; offset += 16)
                AssertRefused(zone, zone.Pool.AddressOf(page) + offset);
        }

        Assert.Equal(1, magazines);
        zone.Free((void*)address);
        ZoneAudit.AssertEmpty(zone);
    }

    [Fact]
    public void Memory_written_after_it_was_freed_costs_its_slab_and_nothing_else()
    {
        using var zone = Zones.OfPages(16);
        var held = new nint[8];
        for (var index = 0; index < held.Length; index++)
            held[index] = (nint)zone.Allocate(512);
        for (var index = 1; index < held.Length; index++)
            zone.Free((void*)held[index]);
        new Span<byte>((void*)held[3], 512).Fill(0xFF);
        var seen = new HashSet<nint> { held[0] };
        while (zone.Allocate(512) is not null and var next)
            Assert.True(seen.Add((nint)next));
        Assert.InRange(seen.Count, 15 * 8, 16 * 8);
    }

    [Fact]
    public void A_disposed_zone_refuses_everything_and_crashes_on_nothing()
    {
        var zone = Zones.WithCaches(64);
        var handle = zone.GetHandle();
        var raw = (nint)handle.Allocate(64);
        Assert.True(zone.TryAllocate(64, out var block));
        Assert.True(zone.TryAllocatePages(1, out var run));
        zone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { _ = zone.Allocate(64); });
        Assert.Throws<ObjectDisposedException>(() => zone.Free((void*)raw));
        Assert.Throws<ObjectDisposedException>(() => zone.Free(block));
        Assert.Throws<ObjectDisposedException>(() => zone.Free(run));
        Assert.Throws<ObjectDisposedException>(() => zone.TryAllocatePages(1, out _));
        Assert.Throws<ObjectDisposedException>(() => zone.TryAllocate(100_000, out _));
        Assert.Throws<ObjectDisposedException>(() => { zone.GetHandle(); });
        Assert.Throws<ObjectDisposedException>(zone.Trim);
        var refused = 0;
        try
        {
            handle.Allocate(64);
        }
        catch (ObjectDisposedException)
        {
            refused++;
        }

        try
        {
            handle.Free((void*)raw);
        }
        catch (ObjectDisposedException)
        {
            refused++;
        }

        Assert.Equal(2, refused);
    }

    private static Zone NewZone(bool threadCaches) => threadCaches ? Zones.WithCaches(1024) : Zones.OfPages(1024);

    private static void AssertRefused(Zone zone, nint address)
    {
        var free = zone.FreePages;
        Assert.Throws<InvalidOperationException>(() => zone.Free((void*)address));
        Assert.Equal(free, zone.FreePages);
    }
}
