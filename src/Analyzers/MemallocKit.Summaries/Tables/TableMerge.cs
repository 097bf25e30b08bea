// The worst of several tables: what holds on every platform they were made for.
using System;
using System.Collections.Generic;
using System.Linq;

namespace MemallocKit.Summaries.Tables;

internal static class TableMerge
{
    private const string Otherwise = "otherwise(";

    /// <summary>
    /// A table with the entries of all: of a method that several have, the worst class. An entry for calls that leave the optional
    /// arguments out is kept where it is still better than the other.
    /// </summary>
    public static SummaryTable Worst(IReadOnlyList<SummaryTable> tables)
    {
        var entries = new Dictionary<string, SummaryEntry>(StringComparer.Ordinal);
        foreach (var (table, id, entry) in tables.SelectMany(t => t.Entries.Select(e => (t, e.Key, e.Value))))
        {
            entries[id] = entries.TryGetValue(id, out var known) ? Worst(known, entry) : Worst(entry, Elsewhere(tables, table, id));
        }

        foreach (var id in entries.Keys.Where(k => k.EndsWith(SummaryTable.WithDefaults, StringComparison.Ordinal)).ToList())
        {
            var whole = id.Substring(0, id.Length - SummaryTable.WithDefaults.Length);
            if (entries.TryGetValue(whole, out var full) && full.Class <= entries[id].Class)
            {
                entries.Remove(id);
            }
        }

        return new SummaryTable(
            tables.SelectMany(t => t.Sources).Distinct().ToList(), tables.SelectMany(t => t.Assumptions).Distinct().ToList(), entries);
    }

    /// <summary>The worse of two classes; where both depend on the caller, what either leaves to it.</summary>
    public static SummaryEntry Worst(SummaryEntry a, SummaryEntry b)
    {
        if (a.Residuals.Length == 0 && b.Residuals.Length == 0)
        {
            return a.Class >= b.Class ? a : b;
        }

        // A class that no decision of the caller makes better wins over one that a decision does.
        var (firm, open) = a.Residuals.Length == 0 ? (a, b) : (b, a);
        if (firm.Residuals.Length == 0 && firm.Class >= SummaryClass.Virtual)
        {
            return firm;
        }

        var worst = Decided(a) >= Decided(b) ? Decided(a) : Decided(b);
        var residuals = Parts(open).Concat(Parts(firm)).Where(r => !r.StartsWith(Otherwise, StringComparison.Ordinal))
            .Distinct().OrderBy(r => r, StringComparer.Ordinal);
        return new SummaryEntry(SummaryClass.Virtual, $"{string.Join(";", residuals)};{Otherwise}{worst})");
    }

    // A table that has only the entry for all calls says the same of those that leave optional arguments out.
    private static SummaryEntry Elsewhere(IReadOnlyList<SummaryTable> tables, SummaryTable table, string id)
    {
        var result = new SummaryEntry(SummaryClass.Never, "");
        if (id.EndsWith(SummaryTable.WithDefaults, StringComparison.Ordinal))
        {
            var whole = id.Substring(0, id.Length - SummaryTable.WithDefaults.Length);
            foreach (var other in tables.Where(t => t != table && !t.TryFind(id, out _)))
            {
                result = other.TryFind(whole, out var entry) ? Worst(result, entry) : result;
            }
        }

        return result;
    }

    // The class once the caller decided for the better.
    private static SummaryClass Decided(SummaryEntry entry)
    {
        var last = Parts(entry).LastOrDefault();
        return last is not null && Enum.TryParse<SummaryClass>(last.Substring(Otherwise.Length).TrimEnd(')'), out var decided)
            ? decided
            : entry.Class;
    }

    // Ids within residuals hold no semicolon.
    private static IEnumerable<string> Parts(SummaryEntry entry) =>
        entry.Residuals.Length == 0 ? Enumerable.Empty<string>() : entry.Residuals.Split(';');
}
