// Takes a report apart for a comparison.
using System.Globalization;

namespace MemallocKit.Report;

/// <summary>Lists everything that a report says, in its order.</summary>
internal static class ReportEntries
{
    public static List<ReportEntry> Of(ReserveReport report)
    {
        var entries = new List<ReportEntry>
        {
            new("report", "report", 0, [("assembly", [report.Assembly]), ("pageBytes", [Text(report.PageBytes)])]),
        };
        foreach (var tree in report.Trees)
            AddNode(entries, tree, tree.Root, tree.Root.Name, [("model", [tree.Model]), ("processors", [Text(tree.Processors)])]);
        entries.AddRange(report.Contexts.Select(OfContext));
        return entries;
    }

    private static void AddNode(List<ReportEntry> entries, ReportTree tree, ReportNode node, string path, IEnumerable<(string, string[])> more)
    {
        // The model that the tree is not built with is told apart from the change in pages.
        var pages = tree.PagesOf(node);
        var other = tree.Model == "LinuxSlub" ? ("UpperBound", Known(node.Pages.UpperBound)) : ("LinuxSlub", Known(node.Pages.LinuxSlub));
        entries.Add(new($"node {node.Member}", path, pages,
        [
            .. more,
            ("name", [node.Name]),
            ("kind", [node.Kind]),
            ("tree", Values(node.Tree)),
            ("unit", Values(node.Unit)),
            ("amount", Values(node.Amount)),
            ("runPages", Values(node.RunPages)),
            ("largest", Values(node.Largest)),
            ("item", Values(node.Item?.Type)),
            ("sizeBytes", node.Unit == "objects" ? Known(node.Item?.SizeBytes) : []),
            ("managedBytes", node.Unit == "instances" ? Known(node.Item?.ManagedBytes) : []),
            other,
        ]));
        foreach (var child in node.Nodes ?? [])
            AddNode(entries, tree, child, $"{path} / {child.Name}", []);
    }

    private static ReportEntry OfContext(ReportContext context) => new($"context {context.Type}", $"context {context.Type}", context.Pages.UpperBound,
    [
        ("mayCharge", [.. context.MayCharge.Select(static node => node.Assembly is { } assembly ? $"{node.Member} of {assembly}" : node.Member)]),
        ("reserves", [.. context.Reserves.Select(static reserve => reserve.Member)]),
        ("LinuxSlub", Known(context.Pages.LinuxSlub)),
    ]);

    private static string[] Known(long? value) => [MarkdownText.Number(value)];

    private static string[] Values(long? value) => value is { } number ? [Text(number)] : [];

    private static string[] Values(string? value) => value == null ? [] : [value];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
