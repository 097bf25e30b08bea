// `bdn [filter]`: BenchmarkDotNet, for one figure at a time with its error and its allocations.
using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class SingleFiguresCommand
{
    public static Command Create()
    {
        var filter = new Argument<string>("filter")
        {
            Description = "Which benchmarks to run, e.g. '*Charge*'. All when left out.",
            DefaultValueFactory = static _ => "*",
        };
        var command = new Command("bdn", "Runs BenchmarkDotNet for single figures.") { filter };
        command.SetAction(parsed => Run(parsed.GetValue(filter)!));
        return command;
    }

    private static int Run(string filter)
    {
        // In this process: a generated project would be built outside of the repository's settings, and the tiering that users get is one of them.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(100)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "memallockit-benchmarks"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(SingleFiguresCommand).Assembly).Run(["--filter", filter], config).ToList();
        if (summaries.Count == 0)
        {
            Console.Error.WriteLine($"error: no benchmark matches '{filter}'. Leave the filter out to run all.");
            return ExitCodes.BadArguments;
        }

        return summaries.Exists(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success))
            ? ExitCodes.Failed
            : ExitCodes.Ok;
    }
}
