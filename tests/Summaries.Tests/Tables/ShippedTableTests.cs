// The table that the analyzers bring is what the frameworks give.
using MemallocKit.Summaries.Frameworks;
using MemallocKit.Summaries.Tables;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Tables;

public class ShippedTableTests
{
    private const int MostBytes = 300 << 10;

    private const string Remedy = "Make it again: dotnet run -c Release --project src/Analyzers/MemallocKit.Summaries -p:FrameworkPacks=true"
        + " -- framework --compact -o src/Analyzers/MemallocKit.Analyzers/Summaries/framework.table";

    [Fact]
    public void The_table_is_small()
    {
        using var stream = Open();

        Assert.InRange(stream.Length, 100_000, MostBytes);
    }

    [Fact]
    public void The_table_names_its_packs_its_assemblies_and_its_assumptions()
    {
        var table = Shipped();

        Assert.Contains($"pack Microsoft.NETCore.App.Runtime.win-x64 {FrameworkPacks.Version}", table.Sources);
        Assert.Contains("System.Private.CoreLib 10.0.0.0", table.Sources);
        Assert.Contains("Microsoft.Extensions.Logging.Abstractions 10.0.0.0", table.Sources);
        Assert.Contains(table.Assumptions, a => a.StartsWith("off M:System.Diagnostics.Tracing.EventSource.IsEnabled -- ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_is_what_its_packs_give()
    {
        var packages = FrameworkPacks.PackagesFolder;
        Assert.SkipUnless(FrameworkPacks.AreIn(packages), $"The runtime packs {FrameworkPacks.Version} are not all in {packages}; -p:FrameworkPacks=true downloads them.");
        var made = FrameworkTable.Make(packages, _ => { }, TestContext.Current.CancellationToken);
        var stream = new MemoryStream();
        CompactTableWriter.Write(made, stream);
        stream.Position = 0;
        var (expected, shipped) = (CompactTable.Read(stream), Shipped());

        Assert.Equal(expected.Sources, shipped.Sources);
        Assert.Equal(expected.Assumptions, shipped.Assumptions);
        var differences = made.Entries.Where(e => !shipped.TryFind(e.Key, out var found) || !found.Equals(e.Value)).Select(e => $"{e.Key} {e.Value.Class}").Take(10).ToList();
        Assert.True(differences.Count == 0 && expected.Count == shipped.Count, $"{string.Join("\n", differences)}\n{Remedy}");
    }

    [Fact]
    public void The_table_is_no_better_than_the_framework_that_runs_the_tests()
    {
        Assert.SkipWhen(FrameworkPacks.AreIn(FrameworkPacks.PackagesFolder), "The packs are there, and the table is held against them.");
        Assert.SkipUnless(Environment.Version.ToString() == FrameworkPacks.Version, $"The table is that of {FrameworkPacks.Version}, and {Environment.Version} is installed.");
        var installed = FrameworkTable.Of([Compiler.FrameworkFolder], _ => { }, TestContext.Current.CancellationToken);
        var shipped = Shipped();

        var better = installed.Entries
            .Where(e => !e.Key.EndsWith(SummaryTable.WithDefaults, StringComparison.Ordinal))
            .Where(e => !shipped.TryFind(e.Key, out var found) || !TableMerge.Worst(found, e.Value).Equals(found)).Select(e => $"{e.Key} {e.Value.Class}").Take(10).ToList();

        Assert.True(better.Count == 0, $"{string.Join("\n", better)}\n{Remedy}");
    }

    private static CompactTable Shipped()
    {
        using var stream = Open();
        return CompactTable.Read(stream);
    }

    private static Stream Open() => typeof(ShippedTableTests).Assembly.GetManifestResourceStream("framework.table")!;
}
