// Arguments that cannot work: one line, no work, exit code 2.

namespace MemallocKit.Samples.Tests.NetworkSwap;

[Collection(Processes.Name)]
public sealed class ArgumentTests(InputFolder input) : IClassFixture<InputFolder>
{
    [Theory]
    [InlineData("--budget", "much")]
    [InlineData("--budget", "99999999999G")]
    [InlineData("--budget", "4K")]
    [InlineData("--budget", "1G")]
    [InlineData("--device", "http://localhost")]
    [InlineData("--device", "nbd://localhost:99999/x")]
    [InlineData("--device", "file:/no/such/folder/swap")]
    [InlineData("--input", "/no/such/file")]
    [InlineData("--visits", "-1")]
    [InlineData("--visits", "0")]
    [InlineData("--stall", "0")]
    [InlineData("--port", "10809")]
    [InlineData("--nonsense", "x")]
    public void Bad_argument_gives_one_line_that_names_the_option_and_exit_code_two(string option, string value)
    {
        string[] arguments = option == "--input" ? [option, value] : ["--input", input.Folder, option, value];
        using var run = new SampleRun(arguments);
        AssertRefused(run, option);
    }

    [Fact]
    public void Existing_file_as_device_is_not_overwritten()
    {
        string precious = Path.Combine(input.Folder, "file 7");
        byte[] before = File.ReadAllBytes(precious);
        using var run = new SampleRun("--input", input.Folder, "--device", $"file:{precious}");
        AssertRefused(run, precious);
        Assert.Equal(before, File.ReadAllBytes(precious));
    }

    [Fact]
    public void Input_too_small_to_page_is_refused()
    {
        using var run = new SampleRun("--input", Path.Combine(input.Folder, "file 1"));
        AssertRefused(run, "too small");
    }

    [Fact]
    public void Serve_with_options_of_the_job_is_refused()
    {
        using var run = new SampleRun("--serve", "--budget", "1M");
        AssertRefused(run, "--serve");
    }

    private static void AssertRefused(SampleRun run, string culprit)
    {
        Assert.True(run.WaitForExit() == 2, $"exit code {run.Process.ExitCode}\n{run}");
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(culprit, line, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
