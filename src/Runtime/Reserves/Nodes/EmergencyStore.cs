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

    public sealed override bool TryGrow(long pages, long fromLimit, long toLimit)
    {
        if (!TrySetAside(fromLimit, toLimit))
            return false;
        if (Pool.TryRaiseWatermark(pages - SetAsidePages(fromLimit, toLimit)))
            return true;
        GiveBackIdle();
        return false;
    }

    public sealed override void GiveBack(long pages) => Pool.LowerWatermark(pages - GiveBackIdle());

    /// <summary>Takes memory of at least that many bytes, whose content is what its last user left. Charged, and under the reserve's gate.</summary>
    public abstract bool TryTake(int bytes, out nint address);

    /// <summary>
    /// Takes memory back; false, with nothing changed, when it is none that was taken here for that many bytes. Under the
    /// reserve's gate.
    /// </summary>
    public abstract bool TryReturn(nint address, int bytes);

    public Exception BadReturn(nint address) => Pool.BadFree(address, Pool.PageOf(address));

    protected EmergencySlabs NewSlabs(int objectBytes) => new(Pool, Zone.Owners.Take(), objectBytes);

    /// <summary>Takes the runs that a higher limit needs, idle; all or none.</summary>
    private protected abstract bool TrySetAside(long fromLimit, long toLimit);

    /// <summary>Gives back what is idle; returns how many pages that was.</summary>
    private protected abstract long GiveBackIdle();

    /// <summary>How many pages the runs have that a higher limit needs.</summary>
    private protected abstract long SetAsidePages(long fromLimit, long toLimit);
}
