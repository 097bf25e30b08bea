// The figures of a zone and of the reserves that are connected in it, to be compared later.
using System.Globalization;
using MemallocKit.Reserves;

namespace MemallocKit.Testing;

/// <summary>
/// Taken while nobody else uses the zone; otherwise the figures belong to different moments. What the calling thread has in caches counts
/// as free, since it is trimmed; what other threads have does not.
/// </summary>
internal sealed class ZoneBooks
{
    private readonly Zone _zone;
    private readonly long _freePages;
    private readonly long _watermarkPages;
    private readonly Dictionary<Reserve, long> _usages = [];

    public ZoneBooks(Zone zone)
    {
        _zone = zone;
        zone.Trim();
        (_freePages, _watermarkPages) = (zone.FreePages, zone.WatermarkPages);
        foreach (var reserve in Connected(zone))
            _usages.Add(reserve, reserve.Usage);
    }

    /// <summary>What reserves have charged beyond what they had then: a line each, ended by a line feed.</summary>
    public string ChargesSince()
    {
        var lines = Connected(_zone)
            .Select(reserve => (reserve.Name, reserve.Usage, Before: _usages.GetValueOrDefault(reserve)))
            .Where(static reserve => reserve.Usage > reserve.Before)
            .OrderBy(static reserve => reserve.Name, StringComparer.Ordinal)
            .Select(static reserve => string.Create(
                CultureInfo.InvariantCulture,
                $"  reserve '{reserve.Name}' has {reserve.Usage:N0} charged; it had {reserve.Before:N0} before\n"));
        return string.Concat(lines);
    }

    /// <summary>In which pages and charges the zone is worse off than it was, a line each; empty when it is not.</summary>
    public string Differences()
    {
        _zone.Trim();
        var text = ChargesSince();
        if (_zone.FreePages < _freePages)
            text += string.Create(CultureInfo.InvariantCulture, $"  the zone has {_zone.FreePages:N0} free pages; it had {_freePages:N0} before\n");
        if (_zone.WatermarkPages != _watermarkPages)
            text += string.Create(CultureInfo.InvariantCulture, $"  its watermark is {_zone.WatermarkPages:N0} pages; it was {_watermarkPages:N0} before\n");
        return text;
    }

    private static IEnumerable<Reserve> Connected(Zone zone) => ConnectedReserves.Snapshot().Where(reserve => reserve.Zone == zone);
}
