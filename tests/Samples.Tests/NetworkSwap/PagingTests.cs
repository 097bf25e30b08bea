// The main job, with reserves: it goes on while every new fails, on every kind of device.

namespace MemallocKit.Samples.Tests.NetworkSwap;

[Collection(Processes.Name)]
public sealed class PagingTests(InputFolder input) : IClassFixture<InputFolder>
{
    [Fact]
    public void Own_server_pages_everything_and_finds_every_file_intact()
    {
        using var run = new SampleRun("--input", input.Folder);
        AssertPaged(run);
    }

    [Fact]
    public void Started_as_an_executable_it_can_start_itself_again()
    {
        using SampleRun run = SampleRun.StartExecutable("--input", input.Folder);
        AssertPaged(run);
    }

    [Fact]
    public void File_device_pages_everything_and_is_deleted_afterwards()
    {
        string swapFile = input.NewFile();
        using var run = new SampleRun("--input", input.Folder, "--device", $"file:{swapFile}");
        AssertPaged(run);
        Assert.False(File.Exists(swapFile));
    }

    [Fact]
    public async Task Real_server_pages_everything_and_finds_every_file_intact()
    {
        using Nbdkit server = await Nbdkit.StartAsync("1G");
        using var run = new SampleRun("--input", input.Folder, "--device", $"nbd://127.0.0.1:{server.Port}/");
        AssertPaged(run);
    }

    [Fact]
    public async Task Real_server_too_small_for_the_working_set_is_refused_with_numbers()
    {
        using Nbdkit server = await Nbdkit.StartAsync("1M");
        using var run = new SampleRun("--input", input.Folder, "--device", $"nbd://127.0.0.1:{server.Port}/");
        Assert.Equal("device-too-small", VerdictLine.Failed(run));
        Assert.Contains($"{input.Pages}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_inputs_that_overlap_count_each_file_once()
    {
        string[] files = Directory.GetFiles(input.Folder);
        using var run = new SampleRun(["--input", input.Folder, .. files]);
        AssertPaged(run);
    }

    private void AssertPaged(SampleRun run)
    {
        Dictionary<string, long> verdict = VerdictLine.Ok(run);
        Assert.Equal(InputFolder.Files, verdict["files"]);
        Assert.Equal(input.Pages, verdict["pages"]);

        // Ten visits a page and one more for its hash, with three quarters of the pages elsewhere.
        Assert.InRange(verdict["in"], 5L * input.Pages, 12L * input.Pages);
        Assert.InRange(verdict["out"], 1L * input.Pages, 12L * input.Pages);
    }
}
