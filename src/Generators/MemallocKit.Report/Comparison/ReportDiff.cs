// Compares two reports.
using System.Globalization;

namespace MemallocKit.Report;

/// <summary>Prints a line for each node or context that differs: the change in pages, where it is, and what else changed.</summary>
internal static class ReportDiff
{
    /// <returns>Whether nothing differs.</returns>
    public static bool Print(ReserveReport old, ReserveReport @new, TextWriter output)
    {
        var before = ReportEntries.Of(old);
        var after = ReportEntries.Of(@new);
        var lines = Lines(before, after).ToList();
        if (lines.Count == 0 && !before.Select(static entry => entry.Key).SequenceEqual(after.Select(static entry => entry.Key), StringComparer.Ordinal))
            lines.Add(("0", "order of declaration"));

        var width = lines.Select(static line => line.Change.Length).DefaultIfEmpty().Max();
        foreach (var (change, text) in lines)
            output.Write($"{change.PadLeft(width)} pages  {text}\n");
        return lines.Count == 0;
    }

    private static IEnumerable<(string Change, string Text)> Lines(List<ReportEntry> before, List<ReportEntry> after)
    {
        var old = ByKey(before);
        _ = ByKey(after);
        foreach (var entry in after)
        {
            if (!old.Remove(entry.Key, out var was))
                yield return (Change(0, entry.Pages), $"{MarkdownText.Name(entry.Path)} (new)");
            else if (Changes(was, entry).ToList() is var changes && (changes.Count > 0 || was.Pages != entry.Pages))
                yield return (Change(was.Pages, entry.Pages), MarkdownText.Name(entry.Path) + (changes.Count > 0 ? $" ({string.Join(", ", changes)})" : ""));
        }

        foreach (var entry in before.Where(entry => old.ContainsKey(entry.Key)))
            yield return (Change(entry.Pages, 0), $"{MarkdownText.Name(entry.Path)} (removed)");
    }

    private static Dictionary<string, ReportEntry> ByKey(List<ReportEntry> entries)
    {
        var keyed = new Dictionary<string, ReportEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!keyed.TryAdd(entry.Key, entry))
                throw new ReportException($"a report has the {entry.Key} twice: it was not written by a build");
        }

        return keyed;
    }

    private static string Change(long? from, long? to) => from is { } a && to is { } b
        ? ((Int128)b - a).ToString(b > a ? "+0" : "0", CultureInfo.InvariantCulture)
        : from == to ? "0" : "?";

    private static IEnumerable<string> Changes(ReportEntry was, ReportEntry now)
    {
        foreach (var name in was.Facts.Concat(now.Facts).Select(static fact => fact.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, current) = (was.Fact(name), now.Fact(name));
            if (old.SequenceEqual(current, StringComparer.Ordinal))
                continue;
            var change = old.Length <= 1 && current.Length <= 1 ? $" {One(old)} -> {One(current)}" : Joined(" -", old.Except(current)) + Joined(" +", current.Except(old));
            yield return MarkdownText.Name(name + (change.Length > 0 ? change : " in another order"));
        }
    }

    private static string One(string[] values) => values is [var value] ? value : "none";

    private static string Joined(string sign, IEnumerable<string> values) => string.Concat(values.Select(value => sign + value));
}
