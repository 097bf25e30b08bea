// The package as a user gets it: packed, restored from a folder into a fresh project, and at work in its build.
namespace MemallocKit.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class PackageTests(PackedPackage package)
{
    [Fact]
    public async Task A_fresh_project_gets_the_generator_the_runtime_and_the_errors_of_uses_and_declarations()
    {
        var project = package.NewProject("fresh", "<OutputType>Exe</OutputType>");
        File.WriteAllText(Path.Combine(project, "Reserves.cs"), ReadmeBlock.Named("Reserves").Code);
        File.WriteAllText(Path.Combine(project, "Spiller.cs"), ReadmeBlock.Named("Spiller").Code);
        File.WriteAllText(Path.Combine(project, "Program.cs"), ReadmeBlock.Named("Program").Code);
        var (exitCode, output) = await DotNet.Run(project, "run", "-c", "Release");
        Assert.True(exitCode == 0, output);
        Assert.Contains("ordinary allocation: False", output, StringComparison.Ordinal);
        Assert.Contains("spilled: 4", output, StringComparison.Ordinal);
        var settings = File.ReadAllText(Path.Combine(project, "bin", "Release", "net10.0", "fresh.runtimeconfig.json"));
        Assert.Contains("\"System.Runtime.TieredPGO\": false", settings, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(project, "Spiller.cs"), ReadmeBlock.Named("Diagnostic").Code);
        File.WriteAllText(Path.Combine(project, "Program.cs"), "Spiller.Spill([1], System.IO.Stream.Null);");
        (exitCode, output) = await DotNet.Run(project, "build", "-c", "Release");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error MKIT3002", output, StringComparison.Ordinal);

        // A tree that is refused leaves partial properties without bodies, after which the compiler would run no rule.
        var reserves = ReadmeBlock.Named("Reserves").Code;
        File.WriteAllText(Path.Combine(project, "Reserves.cs"), reserves.Replace("Bytes = 256, Largest = 128", "Pages = 256", StringComparison.Ordinal));
        (exitCode, output) = await DotNet.Run(project, "build", "-c", "Release");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error MKIT1004", output, StringComparison.Ordinal);
    }
}
