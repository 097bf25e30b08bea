// Between two batches of work: keeps the heap full, and tells the front end how far the work is.

using MemallocKit.Swap;

namespace NetworkSwap.Job.Reserved;

/// <summary>One thread. Allocates nothing.</summary>
internal sealed class Pressure(HeapBallast ballast, Reporter reporter, Pager pager)
{
    /// <summary>False when the heap could not be kept full at one of the steps.</summary>
    public bool Held { get; private set; } = true;

    public void Step(Phase phase, long done, long total)
    {
        Held &= ballast.Probe();
        reporter.Progress(phase, done, total, pager.PagesOut, pager.PagesIn, ballast.Refusals);
    }
}
