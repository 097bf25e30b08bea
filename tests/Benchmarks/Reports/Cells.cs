// A row as text; the same on a terminal and in a file.
using System.Globalization;

namespace MemallocKit.Benchmarks.Reports;

internal static class Cells
{
    public static readonly string[] Headers = ["area", "case", "peer", "ours_ns", "peer_ns", "ratio", "p10..p90", "target", ""];

    public static bool IsNumber(int column) => column is >= 3 and <= 7;

    public static string[] Of(Row row) =>
    [
        row.Area,
        row.Case,
        row.Peer,
        Amount(row.Ours),
        Amount(row.Theirs),
        Ratio(row.Ratio?.Median),
        row.Ratio is { } ratio && ratio.Low != ratio.High ? $"{Ratio(ratio.Low)}..{Ratio(ratio.High)}" : "",
        Ratio(row.Target),
        row.Verdict,
    ];

    private static string Amount(double? value) => value?.ToString(value >= 1000 ? "N0" : "F2", CultureInfo.InvariantCulture) ?? "";

    private static string Ratio(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}
