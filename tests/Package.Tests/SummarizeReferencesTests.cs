// What the packages of a project allocate, computed by its build.
using System.Reflection;

namespace MemallocKit.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class SummarizeReferencesTests(PackedPackage package)
{
    private const string On = "-p:MemallocSummarizeReferences=true";

    private const string Free = """
        using MemallocKit;
        using Newtonsoft.Json;
        using OpenTelemetry;

        public static class Scopes
        {
            [Memalloc] public static string Json(bool value) => JsonConvert.ToString(value);
            [Memalloc] public static int Telemetry(Baggage baggage) => baggage.Count;
        }
        """;

    private const string Costly = """
        using MemallocKit;
        using Newtonsoft.Json;
        using OpenTelemetry;

        public static class CostlyScopes
        {
            [Memalloc] public static string Json(int value) => JsonConvert.ToString(value);
            [Memalloc] public static Baggage Telemetry(Baggage baggage) => baggage.SetBaggage("a", "b");
        }
        """;

    [Fact]
    public async Task Calls_of_packages_are_known_with_the_property_and_unknown_without()
    {
        var project = NewProject("Packages 100% $HOME");
        File.WriteAllText(Path.Combine(project, "Free.cs"), Free);
        var table = Path.Combine(project, "obj", "Debug", "net10.0", "references.memalloc.table");

        var (exitCode, output) = await DotNet.Run(project, "build");
        Assert.True(exitCode == 0, output);
        Assert.Contains("warning MKIT3012: 'JsonConvert.ToString'", output, StringComparison.Ordinal);
        Assert.Contains("warning MKIT3012: 'Baggage.Count'", output, StringComparison.Ordinal);
        Assert.False(File.Exists(table));

        (exitCode, output) = await DotNet.Run(project, "build", On);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("MKIT", output, StringComparison.Ordinal);
        var lines = File.ReadAllLines(table);
        Assert.Contains("M:Newtonsoft.Json.JsonConvert.ToString(System.Boolean)\tNever\t", lines);
        Assert.Contains(lines, static line => line.StartsWith("source Newtonsoft.Json 13.0.0.0 ", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("source OpenTelemetry.Api 1.0.0.0 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.StartsWith("source MemallocKit ", StringComparison.Ordinal));

        // Packages are the same: the table is neither made again nor looked at by the program, and calls that allocate are reported by it.
        var written = File.GetLastWriteTimeUtc(table);
        File.WriteAllText(Path.Combine(project, "Costly.cs"), Costly);
        (exitCode, output) = await DotNet.Run(project, "build", On);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error MKIT3010: 'JsonConvert.ToString' allocates", output, StringComparison.Ordinal);
        Assert.Contains("error MKIT3010: 'Baggage.SetBaggage' allocates", output, StringComparison.Ordinal);
        Assert.DoesNotContain("MKIT3012", output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(table));

        await DotNet.Run(project, "clean", On);
        Assert.False(File.Exists(table));
    }

    [Fact]
    public async Task Build_without_the_program_says_what_is_missing()
    {
        var project = NewProject("NoProgram");

        var (exitCode, output) = await DotNet.Run(project, "build", On, "-p:MemallocSummariesTool=nowhere.dll");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("There is no 'nowhere.dll', which MemallocSummarizeReferences runs", output, StringComparison.Ordinal);
    }

    // The packages are those that the restore of these tests fetched: no feed is asked.
    private string NewProject(string name)
    {
        var project = package.NewProject(name, "");
        var file = Path.Combine(project, name + ".csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "<PackageReference Include=\"MemallocKit\" Version=\"*\" />",
            """
            <PackageReference Include="MemallocKit" Version="*" />
                <PackageReference Include="Newtonsoft.Json" Version="[13.0.3]" />
                <PackageReference Include="OpenTelemetry.Api" Version="[1.15.3]" />
            """,
            StringComparison.Ordinal));
        var settings = Path.Combine(project, "nuget.config");
        var fetched = typeof(SummarizeReferencesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Packages").Value;
        File.WriteAllText(settings, File.ReadAllText(settings).Replace(
            "<fallbackPackageFolders><clear /></fallbackPackageFolders>",
            $"<fallbackPackageFolders><clear /><add key=\"fetched\" value=\"{fetched}\" /></fallbackPackageFolders>",
            StringComparison.Ordinal));
        return project;
    }
}
