// Runs a sample as a user does, in a process of its own, within a time limit.
using System.Diagnostics;
using System.Text;
using NetworkSwap.Job;

namespace MemallocKit.Samples.Tests;

/// <summary>A started program. Disposing ends it and all it started.</summary>
internal sealed class SampleRun : IDisposable
{
    /// <summary>A limit for the whole of a small job. What takes longer hangs, also on a loaded machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    /// <summary>Starts NetworkSwap.</summary>
    public SampleRun(params string[] arguments)
        : this(DotnetHost, [Program, .. arguments])
    {
    }

    private SampleRun(string file, IEnumerable<string> arguments, string? heapHardLimit = null)
    {
        Process = new Process
        {
            StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        if (heapHardLimit is not null)
            Process.StartInfo.Environment["DOTNET_GCHeapHardLimit"] = heapHardLimit;
        Process.OutputDataReceived += (_, e) => Append(_output, e.Data);
        Process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        Process.Start();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public static string Program => Path.Combine(AppContext.BaseDirectory, "NetworkSwap.dll");

    public Process Process { get; }

    public string Output => Read(_output);

    public string Error => Read(_error);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Starts a sample by its name.</summary>
    public static SampleRun Of(string sample) => new(DotnetHost, [Path.Combine(AppContext.BaseDirectory, sample + ".dll")]);

    /// <summary>Starts the sample's own executable, which needs to find the runtime by itself.</summary>
    public static SampleRun StartExecutable(params string[] arguments) =>
        new(Path.ChangeExtension(Program, OperatingSystem.IsWindows() ? ".exe" : null).TrimEnd('.'), arguments);

    /// <summary>Starts a worker without a front end: the test is its parent.</summary>
    public static SampleRun StartWorker(params string[] arguments) =>
        new(DotnetHost, [Program, "--worker", .. arguments], $"0x{HeapBallast.LimitBytes:X}");

    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        if (!Process.WaitForExit(Limit))
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
            Assert.Fail($"The program did not end within {Limit.TotalSeconds} seconds.\n{this}");
        }

        // Without a limit, this also waits for the last of the output.
        Process.WaitForExit();
        return Process.ExitCode;
    }

    /// <summary>Waits until a line of output contains <paramref name="text"/>, and returns it.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (Output.Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            if (Process.HasExited || limit.IsCancellationRequested)
                Assert.Fail($"No line with '{text}' came.\n{this}");
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    public override string ToString() => $"standard output:\n{Output}\nstandard error:\n{Error}";

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
                text.Append(line).Append('\n');
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
