// `ratios [area] [--json]`: every pair of an area, or of all.
using System.CommandLine;
using MemallocKit.Benchmarks.Areas;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class RatiosCommand
{
    /// <param name="args">The arguments of the process, which may have to be started again.</param>
    public static Command Create(string[] args)
    {
        var area = new Argument<string?>("area")
        {
            Description = $"The area to measure; all when left out. One of: {AreaList.Names}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = ReportChoice.JsonOption();
        var command = new Command("ratios", "Times ours and each peer in turns in this process and prints the ratios beside their targets.") { area, json };
        command.SetAction(parsed => Run(parsed.GetValue(area), parsed.GetValue(json), args));
        return command;
    }

    private static int Run(string? name, bool json, string[] args)
    {
        var areas = AreaList.Named(name);
        if (areas.Count == 0)
        {
            Console.Error.WriteLine($"error: there is no area '{name}'. The areas are: {AreaList.Names}.");
            return ExitCodes.BadArguments;
        }

        if (LoaderSettings.TryRestart(args, out var exitCode))
            return exitCode;

        var report = ReportChoice.Of(json);
        try
        {
            AreaRun.Measure(areas, report, Console.Error);
            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is ReserveException or IOException or OutOfMemoryException or InvalidOperationException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Failed;
        }
        finally
        {
            report.End();
        }
    }
}
