// Draws a report for people.
namespace MemallocKit.Report;

/// <summary>
/// Made to be compared line by line: columns have fixed widths and what has no fixed width comes last, so a reserve that changes changes
/// its own line and the sums above it.
/// </summary>
internal static class ReportMarkdown
{
    public static string Of(ReserveReport report)
    {
        var text = new MarkdownWriter();
        text.Line($"# Reserves of {MarkdownText.Code(report.Assembly)}");
        text.Line();
        text.Line($"Written by the build, from the declarations. Pages are of {report.PageBytes} bytes; `?` is known at run time only.");
        foreach (var tree in report.Trees)
            TreeSection.Add(text, report, tree);
        if (report.Contexts.Length > 0)
            ContextSection.Add(text, report);
        return text.ToString();
    }
}
