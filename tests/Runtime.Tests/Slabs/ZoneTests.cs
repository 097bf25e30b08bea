// The public face of a zone: sizes, refusals, misuse.
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class ZoneTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(2049)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(2 << 20)]
    public void Memory_of_any_size_can_be_written_and_comes_back(int bytes)
    {
        using var zone = Zones.OfPages(600);
        Assert.True(zone.TryAllocate(bytes, out var block));
        Assert.Equal(bytes, block.Span.Length);
        block.Span.Fill(0xA5);
        zone.Free(block);
        Assert.Equal(600, zone.FreePages);
        Assert.Throws<InvalidOperationException>(() => zone.Free(block));
    }

    [Fact]
    public void A_new_zone_has_every_page_free_and_none_kept()
    {
        using var zone = Zones.OfPages(600);
        Assert.Equal((600L, 600L, 0L), (zone.TotalPages, zone.FreePages, zone.WatermarkPages));
    }

    [Fact]
    public void Allocation_when_ordinary_memory_is_gone_returns_false()
    {
        using var zone = Zones.OfPages(4);
        var count = 0;
        while (zone.TryAllocatePages(1, out _))
            count++;
        Assert.Equal(4, count);
        Assert.False(zone.TryAllocate(1, out _));
        Assert.False(zone.TryAllocatePages(2, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4096)]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(long.MaxValue)]
    public void A_size_that_is_no_number_of_pages_is_refused(long bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Zone(new ZoneOptions { Bytes = bytes }));

    [Fact]
    public void Requests_out_of_range_are_refused()
    {
        using var zone = Zones.OfPages(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => zone.TryAllocate(0, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => zone.TryAllocate(int.MaxValue, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => zone.TryAllocatePages(0, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => zone.TryAllocatePages(513, out _));
        Assert.Throws<ArgumentException>(() => zone.Free(default(MemoryBlock)));
    }

    [Fact]
    public void A_disposed_zone_refuses_use()
    {
        var zone = Zones.OfPages(4);
        zone.Dispose();
        zone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => zone.TryAllocate(16, out _));
        Assert.Throws<ObjectDisposedException>(() => zone.TryAllocatePages(1, out _));
        Assert.Throws<ObjectDisposedException>(() => new PageReserve("pages", new ReserveGroup("root"), 2).Connect(zone));
    }

    [Fact]
    public void What_outlives_its_zone_is_refused_and_touches_no_memory()
    {
        // Large enough for the C library to unmap its tables at once: a read of them would end the process.
        var zone = Zones.OfPages(16384);
        var reserve = new PageReserve("pages", new ReserveGroup("root"), 2);
        var connection = reserve.Connect(zone);
        var pressure = MemallocKit.Testing.MemoryPressure.Exhaust(zone);
        Assert.True(reserve.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        connection.Dispose();
        zone.Dispose();
        pressure.Dispose();
        try
        {
            copy.Dispose();
            Assert.Fail("A lease was returned to a zone that is gone.");
        }
        catch (ArgumentException)
        {
        }
    }

    [Fact]
    public void Memory_of_a_zone_that_is_gone_is_not_freed_in_the_next_one_at_its_address()
    {
        var gone = Zones.OfPages(600);
        Assert.True(gone.TryAllocate(100, out var staleBlock));
        Assert.True(gone.TryAllocatePages(2, out var staleRun));
        gone.Dispose();
        using var zone = Zones.OfPages(600);
        Assert.True(zone.TryAllocate(100, out var block));
        Assert.True(zone.TryAllocatePages(2, out var run));
        Assert.ThrowsAny<SystemException>(() => zone.Free(staleBlock));
        Assert.ThrowsAny<SystemException>(() => zone.Free(staleRun));
        zone.Free(block);
        zone.Free(run);
    }

    [Fact]
    public void A_zone_larger_than_memory_is_refused_with_numbers()
    {
        var e = Assert.Throws<ReserveException>(() => new Zone(new ZoneOptions { Bytes = 1L << 42 }));
        Assert.Contains("4,398,046,511,104", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_that_allocate_and_free_at_once_leave_every_page_free()
    {
        using var zone = Zones.OfPages(256);
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            var held = new List<MemoryBlock>();
            for (var step = 0; step < 20_000; step++)
            {
                if (random.Next(2) == 0 && held.Count < 100 && zone.TryAllocate(random.Next(1, 9000), out var block))
                {
                    block.Span.Fill((byte)worker);
                    held.Add(block);
                }
                else if (held.Count > 0)
                {
                    var index = random.Next(held.Count);
                    Assert.Equal(-1, held[index].Span.IndexOfAnyExcept((byte)worker));
                    zone.Free(held[index]);
                    held.RemoveAt(index);
                }
            }

            held.ForEach(zone.Free);
        });
        Assert.Equal(256, zone.FreePages);
    }
}
