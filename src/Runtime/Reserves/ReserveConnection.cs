// Connecting and disconnecting: the moments when reserves get and give up their memory.
using MemallocKit.Estimation;

namespace MemallocKit;

/// <summary>
/// Keeps reserves connected until it is disposed. Each connection counts for itself, so parts of a program can connect the
/// same tree independently. Thread-safe.
/// </summary>
public sealed class ReserveConnection : IDisposable
{
    // Listed once: nodes that are added to the tree later are not covered, nor released, by this connection.
    private readonly List<Reserve> _reserves;
    private bool _disposed;

    private ReserveConnection(List<Reserve> reserves) => _reserves = reserves;

    /// <summary>Disconnects: what no other connection covers gives its memory back.</summary>
    /// <exception cref="InvalidOperationException">
    /// A reserve that would be disconnected has something charged. Everything stays connected, and this can be called again.
    /// </exception>
    public void Dispose()
    {
        lock (ReserveNode.TreeLock)
        {
            if (_disposed)
                return;

            if (_reserves.Find(static reserve => reserve.IsChanging) is { } changing)
                throw changing.Changing();

            // Charges wait meanwhile, so nothing here may allocate or call out.
            var closed = 0;
            while (closed < _reserves.Count && _reserves[closed].TryClose())
                closed++;
            if (closed < _reserves.Count)
            {
                var busy = _reserves[closed];
                while (closed > 0)
                    _reserves[--closed].Reopen();
                throw new InvalidOperationException(
                    $"Reserve '{busy.Name}' still has {busy.Usage} of {busy.Limit} charged. Return every lease before disconnecting.");
            }

            _disposed = true;
            foreach (var reserve in _reserves)
                reserve.Release();
        }
    }

    /// <summary>Connects all reserves at and below a node, or none. Under <see cref="ReserveNode.TreeLock"/>.</summary>
    internal static ReserveConnection Open(ReserveNode node, Zone zone)
    {
        if (node.Model != EstimateModel.UpperBound)
        {
            throw new InvalidOperationException(
                $"'{node.Name}' uses {nameof(EstimateModel)}.{node.Model}, which does not bound what this allocator needs. Declare the tree with {nameof(EstimateModel.UpperBound)} to connect it.");
        }

        var reserves = new List<Reserve>();
        Collect(node, reserves);
        if (reserves.Count == 0)
            throw new InvalidOperationException($"'{node.Name}' has no reserves to connect.");
        if (reserves.Find(reserve => reserve.Zone is { } other && other != zone) is { } elsewhere)
        {
            throw new InvalidOperationException(
                $"Reserve '{elsewhere.Name}' is connected in zone '{elsewhere.Zone!.Name}' already; it cannot be in '{zone.Name}' as well. Dispose that connection first.");
        }

        if (reserves.Find(static reserve => reserve.IsChanging) is { } changing)
            throw changing.Changing();

        // Before anything is taken: if this failed afterwards, nobody could give it back.
        var connection = new ReserveConnection(reserves);

        // Keeps the zone until the reserves that open count for themselves, and refuses one that is gone.
        zone.CountConnection(+1);

        // All memory first, then all openings: a charge granted in between could not be taken back if the rest failed.
        var prepared = 0;
        Reserve? misfit = null;
        SetChanging(reserves, true);
        try
        {
            while (prepared < reserves.Count && misfit is null)
            {
                if (reserves[prepared].TryPrepare(zone))
                    prepared++;
                else
                    misfit = reserves[prepared];
            }
        }
        finally
        {
            // Allocates nothing, since what brought us here may be that nothing can be allocated.
            var complete = prepared == reserves.Count;
            for (var index = 0; index < prepared; index++)
            {
                if (complete)
                    reserves[index].Open(zone);
                else
                    reserves[index].Abandon();
            }

            SetChanging(reserves, false);
            zone.CountConnection(-1);
        }

        return misfit is null ? connection : throw new ReserveException(DoesNotFit(node, misfit, zone));
    }

    private static void SetChanging(List<Reserve> reserves, bool changing)
    {
        foreach (var reserve in reserves)
            reserve.IsChanging = changing;
    }

    private static void Collect(ReserveNode node, List<Reserve> reserves)
    {
        if (node is Reserve reserve)
        {
            reserves.Add(reserve);
            return;
        }

        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
            Collect(child, reserves);
    }

    private static string DoesNotFit(ReserveNode node, Reserve reserve, Zone zone)
    {
        static string Amount(long pages) => $"{pages:N0} pages ({PageArithmetic.Multiply(pages, PageArithmetic.PageBytes / 1024):N0} KiB)";
        return $"'{node.Name}' needs {Amount(node.Pages)}, and reserve '{reserve.Name}' in it, of {Amount(reserve.Pages)}, does not fit: zone '{zone.Name}' "
            + $"has {Amount(zone.FreePages)} free of {Amount(zone.TotalPages)}, {Amount(zone.WatermarkPages)} of them kept for other reserves. "
            + "Make the zone larger, free some of its ordinary memory, or lower the amounts. Nothing was connected.";
    }
}
