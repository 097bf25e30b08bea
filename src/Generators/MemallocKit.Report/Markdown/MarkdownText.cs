// Figures and names as Markdown shows them.
using System.Globalization;
using System.Text;

namespace MemallocKit.Report;

internal static class MarkdownText
{
    private const int BytesPerKibibyte = 1024;

    public static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    /// <summary>The columns of pages by both models and of KiB. A figure that is too wide moves only the rest of its own line.</summary>
    public static string Columns(string upperBound, string linuxSlub, string kibibytes) => $"{upperBound,11} {linuxSlub,11} {kibibytes,13}";

    public static string Columns(ReportPages pages, long? chosen, int pageBytes) =>
        Columns(Number(pages.UpperBound), Number(pages.LinuxSlub), Kibibytes(chosen, pageBytes));

    // The product may be more than a long holds.
    public static string Kibibytes(long? pages, int pageBytes) =>
        pages is { } count ? ((decimal)count * pageBytes / BytesPerKibibyte).ToString("0.##", CultureInfo.InvariantCulture) : "?";

    /// <summary>A name on one line: what breaks lines or cannot be seen is written as its number, as in the JSON.</summary>
    public static string Name(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character == '\n')
                text.Append("\\n");
            else if (char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>A code span that holds any name, in a table too: between more quotes than the name has in a row.</summary>
    public static string Code(string name)
    {
        var longest = 0;
        var current = 0;
        foreach (var character in name)
            longest = Math.Max(longest, current = character == '`' ? current + 1 : 0);
        var quotes = new string('`', longest + 1);
        var padding = longest > 0 ? " " : "";
        return $"{quotes}{padding}{Name(name).Replace("|", "\\|", StringComparison.Ordinal)}{padding}{quotes}";
    }
}
