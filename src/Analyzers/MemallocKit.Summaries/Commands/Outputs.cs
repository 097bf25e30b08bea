// Where tables go, and in which form.
using System.CommandLine;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class Outputs
{
    public static Option<string> File() =>
        new("--output", "-o") { Description = "The table to write.", HelpName = "FILE", Required = true };

    public static Option<bool> Compact() =>
        new("--compact") { Description = "Write the form that analyzers load, which holds no ids, instead of text." };

    /// <summary>Writes beside the old table first: a run that is interrupted leaves that whole.</summary>
    public static void Write(SummaryTable table, string path, bool compact)
    {
        var temporary = path + ".new";
        using (var stream = System.IO.File.Create(temporary))
        {
            if (compact)
            {
                CompactTableWriter.Write(table, stream);
            }
            else
            {
                using var writer = new StreamWriter(stream);
                TableText.Write(table, writer);
            }
        }

        System.IO.File.Move(temporary, path, overwrite: true);
    }
}
