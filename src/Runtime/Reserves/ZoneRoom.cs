// Room in a zone for what is about to be reserved.
namespace MemallocKit.Reserves;

/// <summary>Sees to it, at set-up, that ordinary memory has pages to become a reserve's.</summary>
internal static class ZoneRoom
{
    /// <summary>
    /// Whether the zone has that many pages above its watermark, after caches were emptied and the zone grew if it must and can.
    /// Others allocate meanwhile, so the answer is no promise; whoever takes the pages finds out.
    /// </summary>
    public static bool TryMake(Zone zone, long pages)
    {
        // What needs no pages needs no room either, even while those that there are are in use.
        if (pages <= 0 || pages <= Spare(zone))
            return true;
        if (pages > zone.Pool.MaxPages)
            return false;
        zone.Trim();
        var spare = Spare(zone);
        return pages <= spare || zone.Pool.TryGrow(pages - spare, isSetUp: true) || pages <= Spare(zone);
    }

    /// <summary>Backs a limit that rises, growing the zone once if its free pages are too scattered, or went to others.</summary>
    public static bool TryBack(Zone zone, Backing backing, long pages, long fromLimit, long toLimit) =>
        TryMake(zone, pages)
        && (backing.TryGrow(pages, fromLimit, toLimit) || (zone.Pool.TryGrow(pages, isSetUp: true) && backing.TryGrow(pages, fromLimit, toLimit)));

    private static long Spare(Zone zone) => Math.Max(0, zone.FreePages - zone.WatermarkPages);
}
