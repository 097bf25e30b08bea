// Visits pages at random, in batches: a MEMALLOC context for each batch, and the proof that the heap is full before it.

using MemallocKit;
using MemallocKit.Swap;

namespace NetworkSwap.Job.Reserved;

/// <summary>One thread. Allocates nothing after construction.</summary>
internal sealed class PageVisits(PagedFiles files, PageOrder order, Pressure pressure)
{
    private const int BatchVisits = 64;

    /// <summary>Pages that did not hold what was last written to them.</summary>
    public long Bad { get; private set; }

    public SwapStatus Run(long visits)
    {
        for (long done = 0; done < visits; done += BatchVisits)
        {
            pressure.Step(Phase.Visit, done, visits);
            SwapStatus status = VisitBatch((int)Math.Min(BatchVisits, visits - done));
            if (status != SwapStatus.Ok)
                return status;
        }

        return SwapStatus.Ok;
    }

    private SwapStatus VisitBatch(int visits)
    {
        using var memalloc = PagingContext.Enter();
        for (int i = 0; i < visits; i++)
        {
            int page = order.Next(out bool write);
            SwapStatus status = files.Visit(in memalloc, page, write, out bool good);
            if (status != SwapStatus.Ok)
                return status;
            if (!good)
                Bad++;
        }

        return SwapStatus.Ok;
    }
}
