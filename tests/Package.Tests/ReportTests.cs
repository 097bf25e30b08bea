// The bill of materials of the reserves, as a user's build writes it.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemallocKit.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class ReportTests(PackedPackage package)
{
    private const string On = "-p:MemallocReport=true";

    // All rules, as errors. Those left out speak of the README's own code: types outside a namespace, visible nested types.
    private const string Strict =
        "<AnalysisLevel>latest-all</AnalysisLevel><TreatWarningsAsErrors>true</TreatWarningsAsErrors><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>"
        + "<GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>$(NoWarn);CA1034;CA1050;CS1591</NoWarn>";

    [Fact]
    public async Task A_build_writes_the_report_when_it_is_asked_to_and_when_it_has_changed()
    {
        var project = NewProject("QuickStart");
        var output = Path.Combine(project, "bin", "Debug", "net10.0");
        string[] files = [Path.Combine(output, "reserves.json"), Path.Combine(output, "reserves.md")];

        // Under a culture with other rules for letters and numbers, where the machine has it.
        await Build("tr_TR.UTF-8", project, On);
        var markdown = File.ReadAllText(files[1]);
        Assert.Contains($"\n````markdown\n{markdown}````\n", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"version\": 1,\n  \"assembly\": \"QuickStart\",\n", File.ReadAllText(files[0]), StringComparison.Ordinal);

        Assert.True(HoldsReport(Path.Combine(output, "QuickStart.dll")));

        // Nothing changed, so nothing is written.
        var written = Array.ConvertAll(files, File.GetLastWriteTimeUtc);
        await Build("tr_TR.UTF-8", project, On);
        Assert.Equal(written, Array.ConvertAll(files, File.GetLastWriteTimeUtc));

        var json = File.ReadAllLines(files[0]);
        Change(project, "Bytes = 256", "Bytes = 100000");
        await Build("de_DE.UTF-8", project, On);
        var changed = File.ReadAllLines(files[0]).Zip(json).Where(static lines => lines.First != lines.Second).Select(static lines => lines.First.Trim()).ToList();
        Assert.Equal(6, changed.Count);
        Assert.Single(changed, "\"amount\": 100000,");
        Assert.Equal(5, changed.Count(static line => line.Contains("\"pages\": {", StringComparison.Ordinal)));

        await Run(project, "clean", On);
        Assert.DoesNotContain(files, File.Exists);

        await Build("C.UTF-8", project);
        Assert.DoesNotContain(files, File.Exists);
        Assert.False(HoldsReport(Path.Combine(output, "QuickStart.dll")));
    }

    [Fact]
    public async Task Report_in_a_folder_of_the_users_choice_outlives_clean()
    {
        var project = NewProject("Chosen 100% $HOME");
        string[] arguments = [On, "-p:MemallocReportDirectory=docs/the $HOME `reserves`"];

        await Build("C.UTF-8", project, arguments);
        await Run(project, ["clean", .. arguments]);

        Assert.Equal(["reserves.json", "reserves.md"], Directory.GetFiles(Path.Combine(project, "docs", "the $HOME `reserves`")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(project, "*.dll", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Project_of_the_repository_writes_the_report_without_the_package()
    {
        var sample = Path.Combine(Repository.Root, "samples", "SeedTree");

        await Build("C.UTF-8", sample, "-c", "Release", "--artifacts-path", package.Artifacts, On);

        // What the patch set printed, less the 17 pages of requests that join at run time.
        var markdown = File.ReadAllText(Path.Combine(package.Artifacts, "bin", "SeedTree", "release", "reserves.md"));
        Assert.Contains(" 2022          8088                           total reserve\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_without_the_generator_fails_and_says_what_is_missing()
    {
        var project = NewProject("Bare");
        File.WriteAllText(Path.Combine(project, "Reserves.cs"), "namespace Bare; internal static class Nothing;");
        File.WriteAllText(Path.Combine(project, "Directory.Build.targets"), """
            <Project>
              <Target Name="WithoutGenerators" BeforeTargets="CoreCompile">
                <ItemGroup><Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'MemallocKit.Generators'" /></ItemGroup>
              </Target>
            </Project>
            """);

        var (exitCode, output) = await DotNet.Run(project, "build", On);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("holds no report on reserves: build it with -p:MemallocReport=true", output, StringComparison.Ordinal);
    }

    private string NewProject(string name)
    {
        var project = package.NewProject(name, Strict);
        File.WriteAllText(Path.Combine(project, "Reserves.cs"), ReadmeBlock.Named("Reserves").Code);
        return project;
    }

    private static void Change(string project, string from, string to)
    {
        var path = Path.Combine(project, "Reserves.cs");
        var code = File.ReadAllText(path);
        Assert.Contains(from, code, StringComparison.Ordinal);
        File.WriteAllText(path, code.Replace(from, to, StringComparison.Ordinal));
    }

    private static Task Build(string locale, string project, params string[] arguments) => Run(locale, project, ["build", .. arguments]);

    private static Task Run(string project, params string[] arguments) => Run("C.UTF-8", project, arguments);

    private static async Task Run(string locale, string project, string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunIn(locale, project, arguments);
        Assert.True(exitCode == 0, output);
    }

    // The first argument stands in the attribute's blob as it is.
    private static bool HoldsReport(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return metadata.GetAssemblyDefinition().GetCustomAttributes().Any(handle =>
            metadata.GetBlobBytes(metadata.GetCustomAttribute(handle).Value).AsSpan().IndexOf("MemallocKit.Reserves"u8) >= 0);
    }
}
