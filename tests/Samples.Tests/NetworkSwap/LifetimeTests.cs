// No process outlives the one that needs it.

using System.Diagnostics;
using System.Globalization;
using NetworkSwap;
using NetworkSwap.Job;
using NetworkSwap.Server;

namespace MemallocKit.Samples.Tests.NetworkSwap;

[Collection(Processes.Name)]
public sealed class LifetimeTests(InputFolder input) : IClassFixture<InputFolder>
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_while_the_heap_is_full_reports_cancelled_and_leaves_nothing_running(string signal)
    {
        using SampleRun run = Endless();
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "The tests were started with SIGINT ignored, which every process they start inherits.");
        int[] children = await ChildrenAsync(run);
        Signal(signal, run.Process.Id);
        Assert.Equal("cancelled", VerdictLine.Failed(run));
        await AssertEndedAsync(children);
    }

    [Fact]
    public async Task Front_end_killed_takes_worker_and_server_with_it()
    {
        using SampleRun run = Endless();
        int[] children = await ChildrenAsync(run);
        run.Process.Kill(entireProcessTree: false);
        await AssertEndedAsync(children);
    }

    [Fact]
    public async Task Worker_killed_reports_crashed_and_the_signal()
    {
        using SampleRun run = Endless();
        int[] children = await ChildrenAsync(run);
        Signal("KILL", children.Single(child => CommandLine(child).Contains("--worker", StringComparison.Ordinal)));
        Assert.Equal("crashed", VerdictLine.Failed(run));
        Assert.Contains("signal 9", run.Output, StringComparison.Ordinal);
        await AssertEndedAsync(children);
    }

    [Fact]
    public async Task Worker_stopped_reports_stalled_and_leaves_nothing_running()
    {
        using SampleRun run = Endless("--stall", "8");
        int[] children = await ChildrenAsync(run);
        Signal("STOP", children.Single(child => CommandLine(child).Contains("--worker", StringComparison.Ordinal)));
        Assert.Equal("stalled", VerdictLine.Failed(run));
        await AssertEndedAsync(children);
    }

    [Fact]
    public async Task Worker_whose_parent_goes_away_leaves_in_good_order_with_its_heap_full()
    {
        using var memory = new SparseMemory(64 << 20);
        using var server = new NbdServer(memory, port: 0);
        using SampleRun run = SampleRun.StartWorker(
            "--input", input.Folder, "--budget", "2M", "--visits", "1000000000", "--device", $"nbd://127.0.0.1:{server.Port}/");
        run.Process.StandardInput.WriteLine(Lifeline.Greeting);
        await run.WaitForLineAsync($"progress {(int)Phase.Visit} ");
        run.Process.StandardInput.Close();
        Assert.True(run.WaitForExit() == ExitCodes.Orphaned, $"exit code {run.Process.ExitCode}\n{run}");
    }

    [Fact]
    public async Task Server_ends_when_its_standard_input_closes()
    {
        using var run = new SampleRun("--serve");
        await run.WaitForLineAsync("serving nbd://127.0.0.1:");
        run.Process.StandardInput.Close();
        Assert.Equal(ExitCodes.Ok, run.WaitForExit());
    }

    [Fact]
    public void Output_that_cannot_be_written_is_an_error_in_words()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs the full device of Linux.");
        using var run = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec dotnet '{SampleRun.Program}' --input '{input.Folder}' > /dev/full"]) { RedirectStandardError = true })!;
        var error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.StartsWith("error: standard output cannot be written", error, StringComparison.Ordinal);
    }

    private SampleRun Endless(params string[] more)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        return new SampleRun(["--input", input.Folder, "--visits", "1000000000", .. more]);
    }

    // Two of them: the server and the worker, once its heap is full. Each is listed with the thread that started it.
    private static async Task<int[]> ChildrenAsync(SampleRun run)
    {
        await run.WaitForLineAsync("heap full");
        int[] children = [.. Directory.GetDirectories($"/proc/{run.Process.Id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        Assert.True(children.Length == 2, run.ToString());
        return children;
    }

    private static void Signal(string name, int process)
    {
        using Process kill = Process.Start("kill", ["-s", name, $"{process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    // A shell without job control starts what it puts in the background like that.
    private static bool IgnoresInterrupts()
    {
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0b10) != 0;
    }

    private static async Task AssertEndedAsync(int[] processes)
    {
        using var limit = new CancellationTokenSource(SampleRun.Limit);
        while (processes.FirstOrDefault(process => CommandLine(process).Length > 0) is var left and not 0)
        {
            Assert.False(limit.IsCancellationRequested, $"Process {left} is still running.");
            await Task.Delay(20);
        }
    }

    // Empty when the process is gone, or dead and not yet reaped.
    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
