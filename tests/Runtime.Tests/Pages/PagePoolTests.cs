// The watermark: what ordinary and emergency takes may have.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public unsafe class PagePoolTests
{
    [Fact]
    public void Ordinary_takes_stop_at_the_watermark_and_emergency_takes_do_not()
    {
        using var pool = NewPool(16);
        Assert.True(pool.TryRaiseWatermark(4));
        var taken = TakeAll(pool);
        Assert.Equal(12, taken.Count);
        Assert.Equal(4, pool.FreePages);

        for (var count = 0; count < 4; count++)
        {
            var page = pool.TakeEmergency(owner: 1);
            Assert.NotEqual(PageEntry.None, page);
            Assert.True(pool.Table.Emergency[page]);
        }

        Assert.Equal(PageEntry.None, pool.TakeEmergency(owner: 1));
    }

    [Fact]
    public void An_emergency_take_that_need_not_cross_the_watermark_is_not_tagged()
    {
        using var pool = NewPool(16);
        Assert.True(pool.TryRaiseWatermark(4));
        Assert.False(pool.Table.Emergency[pool.TakeEmergency(owner: 1)]);
    }

    [Fact]
    public void A_freed_emergency_page_is_not_to_be_had_by_ordinary_takes()
    {
        using var pool = NewPool(16);
        Assert.True(pool.TryRaiseWatermark(4));
        TakeAll(pool);
        var page = pool.TakeEmergency(owner: 1);
        pool.Put(page, 1);
        Assert.False(pool.TryTake(1, out _));
        Assert.False(pool.Table.Emergency[page]);
        Assert.Equal(0, pool.Table.Owners[page]);
        Assert.Equal(4, pool.FreePages);
    }

    [Fact]
    public void The_watermark_rises_only_as_far_as_pages_are_free()
    {
        using var pool = NewPool(16);
        Assert.True(pool.TryTake(10, out _));
        Assert.False(pool.TryRaiseWatermark(7));
        Assert.False(pool.TryRaiseWatermark(long.MaxValue));
        Assert.True(pool.TryRaiseWatermark(6));
        Assert.False(pool.TryRaiseWatermark(1));
        Assert.Equal(6, pool.WatermarkPages);
    }

    [Fact]
    public void A_run_freed_twice_or_stale_is_refused_and_changes_nothing()
    {
        using var pool = NewPool(16);
        Assert.True(pool.TryTake(3, out var run));
        pool.Free(run);
        Assert.Throws<InvalidOperationException>(() => pool.Free(run));

        Assert.True(pool.TryTake(3, out var again));
        Assert.Equal(run.Address, again.Address);
        Assert.Throws<InvalidOperationException>(() => pool.Free(run));
        Assert.Equal(13, pool.FreePages);
    }

    [Fact]
    public void A_run_of_another_pool_or_with_another_length_is_refused()
    {
        using var pool = NewPool(16);
        using var other = NewPool(16);
        Assert.True(other.TryTake(2, out var foreign));
        Assert.Throws<ArgumentException>(() => pool.Free(foreign));
        Assert.Throws<ArgumentException>(() => pool.Free(default));
        Assert.Throws<InvalidOperationException>(() => other.Free(new PageRun(foreign.Address, 1, foreign.Stamp)));
        Assert.Throws<InvalidOperationException>(() => other.Free(new PageRun(foreign.Address + 8, 2, foreign.Stamp)));
        other.Free(foreign);
    }

    [Fact]
    public void A_size_above_what_the_system_leaves_is_refused_with_both_numbers()
    {
        Assert.Throws<ReserveException>(() => new PagePool(1 << 20, 1 << 20, new LimitedSource((1 << 20) + (256 * PageTable.BytesPerPage) - 1)));
        var e = Assert.Throws<ReserveException>(() => new PagePool(1 << 20, 1 << 20, new LimitedSource(4096)));
        Assert.Contains("1,048,576", e.Message, StringComparison.Ordinal);
        Assert.Contains("4,096", e.Message, StringComparison.Ordinal);
        Assert.Contains("test limit", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_grows_by_whole_segments_up_to_its_maximum_and_keeps_what_was_taken()
    {
        using var pool = new PagePool(16 * 4096, 1000 * 4096, PageSource.System);
        Assert.Equal(16, TakeAll(pool).Count);
        Assert.True(pool.TryGrow(1));
        Assert.Equal((16 + 512, 512), (pool.TotalPages, pool.FreePages));
        Assert.True(pool.TryTake(200, out var run));
        Assert.Equal(-1, run.Span.IndexOfAnyExcept((byte)0));
        Assert.True(pool.TryGrow(1));
        Assert.Equal(1000, pool.TotalPages);
        Assert.False(pool.TryGrow(1));
        Assert.Equal(1000 - 16 - 200, pool.FreePages);
    }

    [Fact]
    public void The_tables_take_no_more_than_half_a_percent()
    {
        using var pool = new PagePool(64 << 20, 64 << 20, PageSource.System);
        Assert.InRange(pool.Table.CommittedBytes, 1, (64 << 20) / 200);
    }

    private static PagePool NewPool(int pages) => new(pages * 4096L, pages * 4096L, PageSource.System);

    private static List<PageRun> TakeAll(PagePool pool)
    {
        var runs = new List<PageRun>();
        while (pool.TryTake(1, out var run))
            runs.Add(run);
        return runs;
    }

    private sealed class LimitedSource(long available) : PageSource
    {
        public override MemoryLimit Limit => new(available, "test limit");

        public override nint Reserve(long bytes) => throw new InvalidOperationException("must not be reached");

        public override void Commit(nint address, long bytes) => throw new InvalidOperationException("must not be reached");

        public override void Release(nint address, long bytes)
        {
        }
    }
}
