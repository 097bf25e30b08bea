// The memory behind a connected reserve.
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>
/// Single pages come from below the watermark, which the store raises; runs are set aside whole, since single free pages do not
/// make one. Watermark and set-aside pages together are the reserve's estimate.
/// </summary>
internal abstract class EmergencyStore(Zone zone) : Backing
{
    protected Zone Zone { get; } = zone;

    protected PagePool Pool => Zone.Pool;

    /// <summary>
    /// How many single pages more the estimate has after the growth that is under way. Less than none when runs become due that were not before:
    /// the estimates of shares add up to more than their sum needs, and what was single pages of them becomes runs.
    /// </summary>
    protected long Raised { get; private set; }

    public sealed override bool TryGrow(long pages, long fromLimit, long toLimit)
    {
        try
        {
            if (!TrySetAside(fromLimit, toLimit))
                return false;
        }
        catch (OutOfMemoryException)
        {
            // Managed memory for the books of a later size: what was set aside for the earlier ones has no other owner.
            GiveBackIdle();
            throw;
        }

        Raised = pages - SetAsidePages(fromLimit, toLimit);
        if (Pool.TryRaiseWatermark(Math.Max(Raised, 0)))
            return true;
        GiveBackIdle();
        return false;
    }

    public sealed override void Undo()
    {
        Pool.LowerWatermark(Math.Max(Raised, 0));
        GiveBackIdle();
    }

    public sealed override void Retire(long pages, long fromLimit, long toLimit)
    {
        RetireRuns(fromLimit, toLimit);
        RetireSingle(pages - SetAsidePages(toLimit, fromLimit));
    }

    public sealed override void GiveBack() => GiveBackIdle();

    /// <summary>Takes memory of at least that many bytes, whose content is what its last user left. Charged, and under the reserve's gate.</summary>
    [Memalloc]
    public abstract bool TryTake(int bytes, out nint address);

    /// <summary>
    /// Takes memory back; false, with nothing changed, when it is none that was taken here for that many bytes. Under the
    /// reserve's gate.
    /// </summary>
    [Memalloc]
    public abstract bool TryReturn(nint address, int bytes);

    public Exception BadReturn(nint address) => Pool.BadFree(address, Pool.PageOf(address));

    protected EmergencySlabs NewSlabs(int objectBytes) => new(Pool, Zone.Owners.Take(), objectBytes);

    /// <summary>Takes the runs that a higher limit needs, idle; all or none.</summary>
    private protected abstract bool TrySetAside(long fromLimit, long toLimit);

    /// <summary>Does without that many single pages. Under the reserve's gate.</summary>
    private protected virtual void RetireSingle(long pages) => Pool.LowerWatermark(pages);

    /// <summary>Makes the runs idle that a lower limit does not need. Under the reserve's gate.</summary>
    private protected abstract void RetireRuns(long fromLimit, long toLimit);

    /// <summary>Gives back the runs that are idle.</summary>
    private protected abstract void GiveBackIdle();

    /// <summary>How many pages the runs have that a higher limit needs.</summary>
    private protected abstract long SetAsidePages(long fromLimit, long toLimit);
}
