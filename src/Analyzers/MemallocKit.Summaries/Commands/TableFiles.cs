// Opens a table, whichever form it has.
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class TableFiles
{
    /// <exception cref="SummaryException">The file does not exist or is not a table.</exception>
    public static SummaryTable Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SummaryException($"There is no table '{path}'; `summarize` makes one.");
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
}
