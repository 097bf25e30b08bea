// The stretch of the job in which the heap is full: begins it, keeps it so between two batches of work, and measures it.

using MemallocKit.Swap;

namespace NetworkSwap.Job.Reserved;

/// <summary>One thread. Allocates nothing.</summary>
internal sealed class Pressure(HeapBallast ballast, Reporter reporter, Pager pager)
{
    private bool _begun;

    /// <summary>False when the heap could not be filled, or not be kept full at one of the steps.</summary>
    public bool Held { get; private set; } = true;

    /// <summary>Managed memory that this thread was given between begin and end, the ballast's probes apart. In bytes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <param name="fill">False leaves the heap as it is.</param>
    public void Begin(bool fill)
    {
        Held = !fill || ballast.TryFill();
        _begun = true;
        AllocatedBytes = OwnBytes();
    }

    public void End() => AllocatedBytes = OwnBytes() - AllocatedBytes;

    /// <summary>To be called between two batches of work. Before the begin, all work is rehearsal.</summary>
    public void Step(Phase phase, long done, long total)
    {
        Held &= ballast.Probe();
        reporter.Progress(_begun ? phase : Phase.Rehearse, done, total, pager.PagesOut, pager.PagesIn, ballast.Refusals);
    }

    private long OwnBytes() => GC.GetAllocatedBytesForCurrentThread() - ballast.ProbeBytes;
}
