// The smallest program prints what the README says it prints.
namespace MemallocKit.Samples.Tests.QuickStart;

public class QuickStartTests
{
    [Fact]
    public void The_sample_prints_what_the_readme_says()
    {
        using var run = SampleRun.Of("QuickStart");
        Assert.Equal(0, run.WaitForExit());
        Assert.Contains($"```\n{run.Output}```", File.ReadAllText(Readme(AppContext.BaseDirectory)), StringComparison.Ordinal);
    }

    private static string Readme(string folder) =>
        File.Exists(Path.Combine(folder, "MemallocKit.sln")) ? Path.Combine(folder, "README.md")
        : Path.GetDirectoryName(folder) is { } parent ? Readme(parent)
        : throw new InvalidOperationException("MemallocKit.sln is in no folder above the tests: run them from a clone.");
}
