// The text about live allocations: grouped by where they came from, the largest group first.
using System.Globalization;
using System.Text;

namespace MemallocKit.Testing;

internal static class LeakReport
{
    private const int MostGroups = 20;

    /// <summary>A line for each kind of allocation and place, each ended by a line feed.</summary>
    public static string Describe(IReadOnlyCollection<LiveAllocation> live)
    {
        var groups = live
            .GroupBy(static allocation => (
                allocation.Bytes,
                Owner: allocation.Owner?.Name,
                Site: allocation.Trace is { } trace ? CallSite.Describe(trace) : null))
            .Select(static group => (group.Key, Count: group.Count()))
            .OrderByDescending(static group => group.Key.Bytes * group.Count)
            .ThenBy(static group => group.Key.Site, StringComparer.Ordinal)
            .ToList();

        var text = new StringBuilder();
        foreach (var ((bytes, owner, site), count) in groups.Take(MostGroups))
        {
            var kind = owner is null ? "of ordinary memory" : $"of emergency memory of reserve '{owner}'";
            text.Append(CultureInfo.InvariantCulture, $"  {count:N0} of {bytes:N0} bytes each, {kind}\n");
            if (site is not null)
                text.Append(site).Append('\n');
        }

        if (groups.Count > MostGroups)
            text.Append(CultureInfo.InvariantCulture, $"  and {groups.Count - MostGroups:N0} kinds more\n");
        return text.ToString();
    }
}
