// Reads the figures that a collection asks for, with the attributes that tell whose they are.
using System.Diagnostics.Metrics;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>
/// A reserve is told from others by its path, names from the root down: two of one name may stand in different groups. Zones are those
/// that reserves are connected in. Attribute values are strings that exist already, but a collection allocates: it is not for
/// threads that must go on when memory is gone.
/// </summary>
internal static class MeterReadings
{
    public static List<Measurement<T>> OfReserves<T>(Func<Reserve, T> read, ReserveUnit? unit = null)
        where T : struct
    {
        var readings = new List<Measurement<T>>();
        foreach (var reserve in ConnectedReserves.Snapshot())
        {
            if (reserve.Zone is { } zone && (unit is null || unit == reserve.Unit))
                readings.Add(new Measurement<T>(read(reserve), Attributes(reserve, zone)));
        }

        return readings;
    }

    public static List<Measurement<long>> Refusals()
    {
        var readings = new List<Measurement<long>>();
        foreach (var reserve in ConnectedReserves.Snapshot())
        {
            if (reserve.Zone is not { } zone)
                continue;
            foreach (var reason in (ReadOnlySpan<RefusalReason>)[RefusalReason.Limit, RefusalReason.NotEntitled, RefusalReason.Timeout])
            {
                readings.Add(new Measurement<long>(
                    reserve.Counters.Refusals(reason),
                    [.. Attributes(reserve, zone), new("memallockit.refusal.reason", RefusalNames.Of(reason))]));
            }
        }

        return readings;
    }

    public static List<Measurement<long>> OfZones(Func<Zone, long> readPages)
    {
        var readings = new List<Measurement<long>>();
        foreach (var zone in Zones())
            readings.Add(new Measurement<long>(Bytes(readPages(zone)), Attribute(zone)));
        return readings;
    }

    public static List<Measurement<long>> ZoneMemory()
    {
        var readings = new List<Measurement<long>>();
        foreach (var zone in Zones())
        {
            // Each read once, so that the three add up to the zone.
            var (total, free, watermark) = (zone.TotalPages, zone.FreePages, zone.WatermarkPages);
            var reserved = Math.Min(free, watermark);
            Add(zone, "used", total - free);
            Add(zone, "free", free - reserved);
            Add(zone, "reserved", reserved);
        }

        return readings;

        void Add(Zone zone, string state, long pages) =>
            readings.Add(new Measurement<long>(Bytes(pages), Attribute(zone), new("memallockit.zone.memory.state", state)));
    }

    public static long Bytes(long pages) => PageArithmetic.Multiply(pages, PageArithmetic.PageBytes);

    private static HashSet<Zone> Zones()
    {
        var zones = new HashSet<Zone>();
        foreach (var reserve in ConnectedReserves.Snapshot())
        {
            if (reserve.Zone is { } zone)
                zones.Add(zone);
        }

        return zones;
    }

    private static KeyValuePair<string, object?>[] Attributes(Reserve reserve, Zone zone) =>
    [
        new("memallockit.reserve.name", reserve.Name),
        new("memallockit.reserve.path", Path(reserve)),
        Attribute(zone),
    ];

    private static KeyValuePair<string, object?> Attribute(Zone zone) => new("memallockit.zone.name", zone.Name);

    private static string Path(ReserveNode node) => node.Parent is { } parent ? $"{Path(parent)}/{node.Name}" : node.Name;
}
