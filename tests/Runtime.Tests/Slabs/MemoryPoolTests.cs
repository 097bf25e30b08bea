// A zone as a MemoryPool<byte>.
using System.Buffers;
using System.IO.Pipelines;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Slabs;

public class MemoryPoolTests
{
    [Theory]
    [InlineData(-1, 4096)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5000, 5000)]
    [InlineData(2 << 20, 2 << 20)]
    public void Buffers_are_as_long_as_asked_for_and_come_back(int asked, int least)
    {
        using var zone = Zones.OfPages(1024);
        using var pool = zone.AsMemoryPool();
        using (var owner = pool.Rent(asked))
        {
            Assert.True(owner.Memory.Length >= least);
            owner.Memory.Span.Fill(1);
            Assert.True(zone.FreePages < 1024);
        }

        Assert.Equal(1024, zone.FreePages);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData((2 << 20) + 1)]
    public void Lengths_out_of_range_are_refused(int bytes)
    {
        using var zone = Zones.OfPages(16);
        using var pool = zone.AsMemoryPool();
        Assert.Equal(2 << 20, pool.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(bytes));
    }

    [Fact]
    public void Buffer_disposed_twice_or_used_afterwards_is_refused()
    {
        using var zone = Zones.OfPages(16);
        using var pool = zone.AsMemoryPool();
        var owner = pool.Rent();
        var memory = owner.Memory;
        owner.Dispose();
        Assert.Throws<ObjectDisposedException>(owner.Dispose);
        Assert.Throws<ObjectDisposedException>(() => owner.Memory);
        Assert.Throws<ObjectDisposedException>(() => memory.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
        Assert.Equal(16, zone.FreePages);

        // Owners are used again only after others.
        for (var count = 0; count < 60; count++)
            pool.Rent().Dispose();
        Assert.Throws<ObjectDisposedException>(owner.Dispose);
        Assert.Equal(16, zone.FreePages);
    }

    [Fact]
    public void Warm_rents_allocate_no_managed_memory()
    {
        using var zone = Zones.WithCaches(1024);
        using var pool = zone.AsMemoryPool();
        for (var count = 0; count < 1000; count++)
            RentTwo(pool);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1000; count++)
            RentTwo(pool);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void RentTwo(MemoryPool<byte> pool)
        {
            using var first = pool.Rent(100);
            using var second = pool.Rent();
            first.Memory.Span[0] = second.Memory.Span[0];
        }
    }

    [Fact]
    public void Rent_without_memory_throws_and_loses_nothing()
    {
        using var zone = Zones.OfPages(16);
        using var pool = zone.AsMemoryPool();
        using (MemoryPressure.Exhaust(zone))
        {
            for (var count = 0; count < 100; count++)
                Assert.Throws<InsufficientMemoryException>(() => pool.Rent());
        }

        pool.Rent().Dispose();
        Assert.Equal(16, zone.FreePages);
    }

    [Fact]
    public void Disposed_pool_refuses_rents_and_takes_buffers_back()
    {
        using var zone = Zones.OfPages(16);
        var pool = zone.AsMemoryPool();
        var owner = pool.Rent();
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Rent());
        owner.Memory.Span[0] = 1;
        owner.Dispose();
        Assert.Equal(16, zone.FreePages);
    }

    [Fact]
    public void Buffer_of_a_zone_that_is_gone_is_refused()
    {
        var zone = Zones.OfPages(16);
        var owner = zone.AsMemoryPool().Rent();
        var memory = owner.Memory;
        zone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Span[0]);
        Assert.Throws<ObjectDisposedException>(owner.Dispose);
    }

    [Fact]
    public void Pin_gives_the_address_of_the_memory()
    {
        using var zone = Zones.OfPages(16);
        using var pool = zone.AsMemoryPool();
        using var owner = pool.Rent();
        owner.Memory.Span[7] = 42;
        using var pin = owner.Memory[7..].Pin();
        unsafe
        {
            Assert.Equal(42, *(byte*)pin.Pointer);
        }
    }

    [Fact]
    public async Task A_pipe_runs_on_it()
    {
        using var zone = Zones.WithCaches(1024);
        using var pool = zone.AsMemoryPool();
        var pipe = new Pipe(new PipeOptions(pool, useSynchronizationContext: false));
        long sum = 0;
        var reading = Task.Run(async () =>
        {
            while (true)
            {
                var result = await pipe.Reader.ReadAsync();
                foreach (var segment in result.Buffer)
                    sum += segment.Length;
                pipe.Reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }
        });
        for (var count = 0; count < 1000; count++)
            await pipe.Writer.WriteAsync(new byte[count]);
        await pipe.Writer.CompleteAsync();
        await reading;
        await pipe.Reader.CompleteAsync();
        Assert.Equal(999 * 1000 / 2, sum);
    }
}
