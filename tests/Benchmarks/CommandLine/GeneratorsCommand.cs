// `generators [--json]`: what the generators cost a build and a keystroke.
using System.CommandLine;
using MemallocKit.Benchmarks.Generating;
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class GeneratorsCommand
{
    public static Command Create()
    {
        var json = ReportChoice.JsonOption();
        var command = new Command("generators", "Times the generators over a large made-up project: from nothing, and after keystrokes.") { json };
        command.SetAction(parsed =>
        {
            var report = ReportChoice.Of(parsed.GetValue(json));
            try
            {
                GeneratorRuns.Measure(report, Console.Error);
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
