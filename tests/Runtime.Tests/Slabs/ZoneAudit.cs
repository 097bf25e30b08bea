// What a zone at rest must look like, read from its page table.
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Slabs;

internal static unsafe class ZoneAudit
{
    /// <summary>Every page that is not free belongs to a slab, a run or a magazine that the table knows of.</summary>
    public static void AssertEveryPageIsAccountedFor(Zone zone)
    {
        long held = 0;
        for (var page = 0; page < zone.TotalPages; page++)
            held += PagesHeldAt(zone, page);
        Assert.Equal(zone.TotalPages - zone.FreePages, held);
    }

    /// <summary>Nothing is allocated and nothing cached: every page is free.</summary>
    public static void AssertEmpty(Zone zone)
    {
        zone.Trim();
        AssertEveryPageIsAccountedFor(zone);
        Assert.Equal(zone.TotalPages, zone.FreePages);
    }

    private static int PagesHeldAt(Zone zone, int page) => zone.Pool.Table.Bins[page] switch
    {
        PageBin.Run or PageBin.Block => zone.Pool.Table[page].Pages,
        PageBin.Magazine or PageBin.EmergencySlab => 1,
        PageBin.None or (>= PageBin.FirstFree and < PageBin.FirstFree + 1 + PageArithmetic.MaxRunOrder) => 0,
        var bin when bin - PageBin.FirstClass < SizeClasses.PageClass => 1,
        var bin => SizeClasses.SlabPages(bin - PageBin.FirstClass),
    };
}
