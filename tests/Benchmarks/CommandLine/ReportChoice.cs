// Which form of the table a command prints.
using System.CommandLine;
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class ReportChoice
{
    public static Option<bool> JsonOption() =>
        new("--json") { Description = "One JSON object a line, with the fields area, case, peer, ours_ns, peer_ns, ratio, target." };

    /// <summary>JSON when asked for; else a table, drawn where it goes to a terminal.</summary>
    public static IReport Of(bool json) =>
        json ? new JsonReport(Console.Out) : Console.IsOutputRedirected ? new PlainReport(Console.Out) : new TerminalReport();
}
