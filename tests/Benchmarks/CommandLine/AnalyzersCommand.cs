// `analyzers [--json]`: what the analyzers cost a build.
using System.CommandLine;
using MemallocKit.Benchmarks.Analyzing;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class AnalyzersCommand
{
    public static Command Create()
    {
        var json = ReportChoice.JsonOption();
        var command = new Command("analyzers", "Times the analyzers over a made-up project of 100,000 lines, against compiling it.") { json };
        command.SetAction(async (parsed, _) =>
        {
            var report = ReportChoice.Of(parsed.GetValue(json));
            try
            {
                await AnalyzerRuns.Measure(report, Console.Error);
                return ExitCodes.Ok;
            }
            catch (InvalidOperationException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return ExitCodes.Failed;
            }
            finally
            {
                report.End();
            }
        });
        return command;
    }
}
