// The job without reserves: it works, but not when memory is gone.

namespace MemallocKit.Samples.Tests.NetworkSwap;

[Collection(Processes.Name)]
public sealed class OrdinaryVersionTests(InputFolder input) : IClassFixture<InputFolder>
{
    [Fact]
    public void Heap_full_fails_within_the_stall_limit()
    {
        using var run = new SampleRun("--input", input.Folder, "--without-reserve", "--stall", "10");
        AssertFailsForWantOfMemory(run);
    }

    [Fact]
    public void Heap_full_fails_with_a_file_as_well()
    {
        using var run = new SampleRun("--input", input.Folder, "--without-reserve", "--stall", "10", "--device", $"file:{input.NewFile()}");
        AssertFailsForWantOfMemory(run);
    }

    [Fact]
    public void Heap_not_full_pages_everything()
    {
        using var run = new SampleRun("--input", input.Folder, "--without-reserve", "--no-pressure");
        Assert.Equal(input.Pages, VerdictLine.Ok(run)["pages"]);
    }

    [Fact]
    public void Heap_not_full_pages_everything_through_a_file()
    {
        using var run = new SampleRun("--input", input.Folder, "--without-reserve", "--no-pressure", "--device", $"file:{input.NewFile()}");
        Assert.Equal(input.Pages, VerdictLine.Ok(run)["pages"]);
    }

    // Which of the three it is depends on the thread that happens to need memory first.
    private static void AssertFailsForWantOfMemory(SampleRun run) =>
        Assert.Contains(VerdictLine.Failed(run), (string[])["out-of-memory", "crashed", "stalled"]);
}
