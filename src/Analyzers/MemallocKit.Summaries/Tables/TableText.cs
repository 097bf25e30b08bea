// The text form of a table: made to be read, compared and kept in a repository.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemallocKit.Summaries.Tables;

/// <summary>
/// A first line with the name of the format, lines <c>source …</c> and <c>assumes …</c>, an empty line, then a line an entry:
/// id, class and residuals, parted by tabs, in ordinal order of the ids.
/// </summary>
internal static class TableText
{
    private const string Header = "memalloc-summaries 1";
    private const string SourceWord = "source ";
    private const string AssumesWord = "assumes ";

    public static void Write(SummaryTable table, TextWriter writer)
    {
        writer.Write(Header + "\n");
        foreach (var source in table.Sources)
        {
            writer.Write($"{SourceWord}{source}\n");
        }

        foreach (var assumption in table.Assumptions)
        {
            writer.Write($"{AssumesWord}{assumption}\n");
        }

        writer.Write("\n");
        foreach (var entry in table.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            writer.Write($"{entry.Key}\t{entry.Value.Class}\t{entry.Value.Residuals}\n");
        }
    }

    /// <exception cref="FormatException">The text is not such a table; the message names the line.</exception>
    public static SummaryTable Read(TextReader reader)
    {
        if (reader.ReadLine() != Header)
        {
            throw new FormatException($"line 1 is not '{Header}'");
        }

        var sources = new List<string>();
        var assumptions = new List<string>();
        var entries = new Dictionary<string, SummaryEntry>(StringComparer.Ordinal);
        var number = 1;
        var inHeader = true;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
            {
                inHeader = false;
            }
            else if (inHeader && line.StartsWith(SourceWord, StringComparison.Ordinal))
            {
                sources.Add(line.Substring(SourceWord.Length));
            }
            else if (inHeader && line.StartsWith(AssumesWord, StringComparison.Ordinal))
            {
                assumptions.Add(line.Substring(AssumesWord.Length));
            }
            else
            {
                var fields = line.Split('\t');
                if (inHeader || fields.Length != 3 || !Enum.TryParse<SummaryClass>(fields[1], out var summaryClass)
                    || entries.ContainsKey(fields[0]))
                {
                    throw new FormatException($"line {number} is not 'id, class, residuals', or repeats an id");
                }

                entries.Add(fields[0], new SummaryEntry(summaryClass, fields[2]));
            }
        }

        return new SummaryTable(sources, assumptions, entries);
    }
}
