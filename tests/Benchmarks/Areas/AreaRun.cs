// Measures areas one case at a time and tells how far it is.
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.Areas;

internal static class AreaRun
{
    public static void Measure(IReadOnlyList<Area> areas, IReport report, TextWriter progress)
    {
        (Area Area, Case Case)[] all = [.. areas.SelectMany(static area => area.Cases, static (area, @case) => (area, @case))];
        for (var index = 0; index < all.Length; index++)
        {
            var (area, @case) = all[index];
            progress.WriteLine($"[{index + 1}/{all.Length}] {area.Name}: {@case.Name}");
            foreach (var row in @case.Measure(area.Name))
                report.Add(row);
        }
    }
}
