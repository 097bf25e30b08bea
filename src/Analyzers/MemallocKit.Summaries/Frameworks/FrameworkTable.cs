// Makes the table of the shared frameworks that analyzers bring: per method the worst of all systems.
using MemallocKit.Summaries.Commands;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Frameworks;

internal static class FrameworkTable
{
    /// <summary>The table of all systems. Its sources are the packs, and the assemblies by name and version only: their builds are many.</summary>
    /// <param name="packages">NuGet's folder of packages.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SummaryTable Make(string packages, Action<string> report, CancellationToken cancellation = default)
    {
        var folders = FrameworkPacks.Systems.Select(s => FrameworkPacks.Folders(packages, s)).ToList();
        var tables = FrameworkPacks.Systems.Zip(folders, (system, of) =>
        {
            report(system);
            return Of(of, report, cancellation);
        }).ToList();
        var merged = TableMerge.Worst(tables);
        IEnumerable<string> sources =
        [
            .. FrameworkPacks.Systems.SelectMany(FrameworkPacks.Names).Select(n => $"pack {n} {FrameworkPacks.Version}"),
            .. tables.SelectMany(t => t.Sources).Select(NameAndVersion).Distinct().Order(StringComparer.Ordinal),
        ];
        return new SummaryTable([.. sources], merged.Assumptions, merged.Entries.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The table of the assemblies in some folders, which find each other there.</summary>
    public static SummaryTable Of(string[] folders, Action<string> report, CancellationToken cancellation = default)
    {
        var (set, assemblies) = Inputs.Open(folders, folders);
        using (set)
        {
            return LargeStack.Run(() => Summarizer.Summarize(new SummaryEngine(set, OverlayRules.BuiltIn(), cancellation), assemblies, report));
        }
    }

    private static string NameAndVersion(string source) => string.Join(' ', source.Split(' ').Take(2));
}
