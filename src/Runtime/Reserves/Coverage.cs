// Which reserves have their memory: those that a connection covers.
using MemallocKit.Estimation;

namespace MemallocKit.Reserves;

/// <summary>
/// Adds and takes away covers of every reserve at and below a node. The first cover of a reserve backs and opens it, the last to go
/// closes it. All or nothing, under <see cref="ReserveNode.TreeLock"/>.
/// </summary>
internal static class Coverage
{
    public static void Add(ReserveNode top, Zone zone, int covers)
    {
        RefuseChanging(top);
        var pages = PagesToTake(top, zone);

        // Keeps the zone until the reserves that open count for themselves, and refuses one that is gone.
        zone.CountConnection(+1);
        try
        {
            // The totals first: taking what there is before finding out that it is not enough would fail everybody else meanwhile.
            if (!ZoneRoom.TryMake(zone, pages))
                throw new ReserveException(DoesNotFit(top, pages, null, zone));
            if (Prepare(top, zone) is { } misfit)
                throw new ReserveException(DoesNotFit(top, pages, misfit, zone));
        }
        finally
        {
            zone.CountConnection(-1);
        }

        foreach (var reserve in top.Reserves)
            reserve.Cover(covers);
    }

    public static void Remove(ReserveNode top, int covers)
    {
        RefuseChanging(top);

        // Charges wait meanwhile, so nothing here may allocate or call out.
        Reserve? busy = null;
        foreach (var reserve in top.Reserves)
        {
            if (reserve.TryClose(covers))
                continue;
            busy = reserve;
            break;
        }

        foreach (var reserve in top.Reserves)
        {
            if (reserve == busy)
                break;
            if (busy is null)
                reserve.Uncover(covers);
            else
                reserve.Reopen(covers);
        }

        if (busy is null)
        {
            foreach (var reserve in top.Reserves)
                reserve.Release();
        }
        else
        {
            throw new InvalidOperationException(
                $"Reserve '{busy.Name}' still has {busy.Usage} of {busy.Limit} charged. Return every lease before disconnecting.");
        }
    }

    /// <summary>Backs and opens all that has no cover yet, or nothing.</summary>
    /// <returns>The reserve whose pages could not be had.</returns>
    private static Reserve? Prepare(ReserveNode top, Zone zone)
    {
        // All memory first, then all openings: a charge granted in between could not be taken back if the rest failed.
        Reserve? misfit = null;
        var complete = false;
        SetChanging(top, true);
        try
        {
            foreach (var reserve in top.Reserves)
            {
                if (reserve.TryPrepare(zone))
                    continue;
                misfit = reserve;
                break;
            }

            complete = misfit is null;
        }
        finally
        {
            // Allocates nothing, since what brought us here may be that nothing can be allocated.
            foreach (var reserve in top.Reserves)
            {
                if (complete)
                    reserve.Open();
                else
                    reserve.Abandon();
            }

            SetChanging(top, false);
        }

        return misfit;
    }

    private static long PagesToTake(ReserveNode top, Zone zone)
    {
        long pages = 0;
        foreach (var reserve in top.Reserves)
        {
            if (reserve.Zone is not { } other)
            {
                pages = PageArithmetic.Add(pages, reserve.Pages);
            }
            else if (other != zone)
            {
                throw new InvalidOperationException(
                    $"Reserve '{reserve.Name}' is connected in zone '{other.Name}' already; it cannot be in '{zone.Name}' as well. Dispose that connection first.");
            }
        }

        return pages;
    }

    private static void RefuseChanging(ReserveNode top)
    {
        foreach (var reserve in top.Reserves)
        {
            if (reserve.IsChanging)
                throw reserve.Changing();
        }
    }

    private static void SetChanging(ReserveNode top, bool changing)
    {
        // The node as well: nothing may come under it or leave it while its reserves are counted.
        top.IsChanging = changing;
        foreach (var reserve in top.Reserves)
            reserve.IsChanging = changing;
    }

    private static string DoesNotFit(ReserveNode top, long pages, Reserve? misfit, Zone zone)
    {
        static string Amount(long pages) => $"{pages:N0} pages ({PageArithmetic.Multiply(pages, PageArithmetic.PageBytes / 1024):N0} KiB)";
        var what = misfit is null || misfit == top
            ? string.Empty
            : $", and reserve '{misfit.Name}' in it, of {Amount(misfit.Pages)}, does not find its runs";
        return $"'{top.Name}' needs {Amount(pages)}{what}: zone '{zone.Name}' has {Amount(zone.FreePages)} free of {Amount(zone.TotalPages)}, "
            + $"{Amount(zone.WatermarkPages)} of them kept for other reserves, and can grow to {Amount(zone.Pool.MaxPages)}. "
            + "Make the zone larger, free some of its ordinary memory, or lower the amounts. Nothing was connected.";
    }
}
