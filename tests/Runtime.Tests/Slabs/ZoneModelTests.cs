// Ordinary memory under random use by one thread and by several: whole, never below the watermark, and all of it back in the end.
using CsCheck;

namespace MemallocKit.Runtime.Tests.Slabs;

public class ZoneModelTests
{
    private const int KeptPages = 20;

    [Fact]
    public void Blocks_and_runs_keep_their_content_and_stop_at_the_watermark() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[1, 40_000], Gen.Int[0, 1 << 20]).Array[1, 400].Sample(
            steps =>
            {
                using var zone = Zones.OfPages(200);
                using var connection = new PageReserve("kept", new ReserveGroup("root"), KeptPages).Connect(zone);
                var blocks = new List<(MemoryBlock Block, byte Mark)>();
                var runs = new List<(PageRun Run, byte Mark)>();
                foreach (var (dice, size, index) in steps)
                {
                    var mark = (byte)index;
                    if (dice < 50)
                    {
                        if (zone.TryAllocate(dice < 35 ? 1 + (size % 2048) : size, out var block))
                        {
                            block.Span.Fill(mark);
                            blocks.Add((block, mark));
                        }
                    }
                    else if (dice < 60)
                    {
                        if (zone.TryAllocatePages(1 + (size % 9), out var run, zeroed: true))
                        {
                            Assert.Equal(-1, run.Span.IndexOfAnyExcept((byte)0));
                            run.Span.Fill(mark);
                            runs.Add((run, mark));
                        }
                    }
                    else if (dice < 88 && blocks.Count > 0)
                    {
                        FreeBlock(zone, blocks, index % blocks.Count);
                    }
                    else if (dice < 97 && runs.Count > 0)
                    {
                        FreeRun(zone, runs, index % runs.Count);
                    }
                    else
                    {
                        zone.Trim();
                    }

                    Assert.InRange(zone.FreePages, KeptPages, zone.TotalPages);
                }

                while (blocks.Count > 0)
                    FreeBlock(zone, blocks, 0);
                while (runs.Count > 0)
                    FreeRun(zone, runs, 0);
                zone.Trim();
                Assert.Equal(zone.TotalPages, zone.FreePages);
            });

    [Fact]
    public void Blocks_that_are_freed_by_other_threads_leave_nothing_behind()
    {
        using var zone = Zones.OfPages(2048);
        var shelf = new Slot[64];
        var threads = Enumerable.Range(0, 4).Select(worker => new Thread(() => Trade(zone, shelf, worker))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        foreach (ref var slot in shelf.AsSpan())
            slot.Swap(zone, default);

        // Takes what dead threads left in their caches, too.
        zone.Trim();
        Assert.Equal(zone.TotalPages, zone.FreePages);
    }

    private static void Trade(Zone zone, Slot[] shelf, int worker)
    {
        var random = new Random(worker);
        for (var step = 0; step < 100_000; step++)
        {
            if (zone.TryAllocate(1 + random.Next(random.Next(10) == 0 ? 8192 : 512), out var block))
                shelf[random.Next(shelf.Length)].Swap(zone, block);
        }
    }

    private static void FreeBlock(Zone zone, List<(MemoryBlock Block, byte Mark)> blocks, int index)
    {
        var (block, mark) = blocks[index];
        blocks.RemoveAt(index);
        Assert.Equal(-1, block.Span.IndexOfAnyExcept(mark));
        zone.Free(block);
    }

    private static void FreeRun(Zone zone, List<(PageRun Run, byte Mark)> runs, int index)
    {
        var (run, mark) = runs[index];
        runs.RemoveAt(index);
        Assert.Equal(-1, run.Span.IndexOfAnyExcept(mark));
        zone.Free(run);
        Assert.ThrowsAny<Exception>(() => zone.Free(run));
    }

    /// <summary>A place on the shelf: whoever puts a block there frees the one that was, whose content its owner marked.</summary>
    private struct Slot
    {
        private int _held;
        private MemoryBlock _block;

        public void Swap(Zone zone, MemoryBlock block)
        {
            if (block.Length > 0)
                block.Span.Fill((byte)block.Length);
            while (Interlocked.Exchange(ref _held, 1) != 0)
                Thread.Yield();
            (block, _block) = (_block, block);
            Volatile.Write(ref _held, 0);
            if (block.Length == 0)
                return;
            Assert.Equal(-1, block.Span.IndexOfAnyExcept((byte)block.Length));
            zone.Free(block);
        }
    }
}
