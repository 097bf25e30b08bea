// Opens a table, whichever form it has.
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class TableFiles
{
    /// <exception cref="SummaryException">The file does not exist or is not a table.</exception>
    public static ISummaryLookup OpenAny(string path)
    {
        if (!File.Exists(path) || !IsCompact(path))
        {
            return Open(path);
        }

        try
        {
            using var stream = File.OpenRead(path);
            return CompactTable.Read(stream);
        }
        catch (FormatException e)
        {
            throw new SummaryException($"'{path}' is not a table of summaries: {e.Message}.", e);
        }
    }

    /// <exception cref="SummaryException">The file does not exist or is not a table in text form.</exception>
    public static SummaryTable Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SummaryException($"There is no table '{path}'; `summarize` makes one.");
        }

        if (IsCompact(path))
        {
            throw new SummaryException($"'{path}' is a compact table, which holds no ids; `summarize` without --compact makes one that does.");
        }

        try
        {
            using var reader = new StreamReader(path);
            return TableText.Read(reader);
        }
        catch (FormatException e)
        {
            throw new SummaryException($"'{path}' is not a table of summaries: {e.Message}.", e);
        }
    }

    private static bool IsCompact(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[CompactTable.Magic.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(CompactTable.Magic);
    }
}
