// Draws a tree.
namespace MemallocKit.Report;

/// <summary>The manner of <c>reserve_info</c>: a line a node, children indented below it.</summary>
internal static class TreeSection
{
    private const int IndentWidth = 2;

    public static void Add(MarkdownWriter text, ReserveReport report, ReportTree tree)
    {
        text.Line();
        text.Line($"## {MarkdownText.Code(tree.Type)}");
        text.Line();
        var processors = tree.Processors == 1 ? "1 processor" : $"{MarkdownText.Number(tree.Processors)} processors";
        text.Line($"Built with `{tree.Model}`, which the KiB are of; the column `LinuxSlub` is for {processors}.");
        text.Block(Lines(report, tree, tree.Root, 0).Prepend(
            Line(MarkdownText.Columns("UpperBound", "LinuxSlub", "KiB"), "amount", "unit", "node")));
    }

    private static IEnumerable<string> Lines(ReserveReport report, ReportTree tree, ReportNode node, int depth)
    {
        var columns = MarkdownText.Columns(node.Pages, tree.PagesOf(node), report.PageBytes);
        var amount = node.Amount is { } value ? MarkdownText.Number(value) : "";
        var name = new string(' ', depth * IndentWidth) + MarkdownText.Name(node.Name);
        yield return Line(columns, amount, node.Unit ?? "", name + Details(node));
        foreach (var child in node.Nodes ?? [])
        {
            foreach (var line in Lines(report, tree, child, depth + 1))
                yield return line;
        }
    }

    private static string Line(string columns, string amount, string unit, string node) => $"{columns} {amount,13}  {unit,-9}  {node}";

    private static string Details(ReportNode node)
    {
        var details = new List<string>();
        if (node.Kind == "aggregate")
            details.Add("charged as one");
        if (node.Kind == "share")
            details.Add("share");
        if (node.Tree is { } tree)
            details.Add($"the tree {tree} joins here");
        if (node.RunPages > 1)
            details.Add($"runs of {MarkdownText.Number(node.RunPages)}");
        if (node.Largest is { } largest)
            details.Add($"requests up to {MarkdownText.Number(largest)}");
        if (node.Item is { } item)
            details.Add(Item(item, node.Unit == "instances"));
        return details.Count == 0 ? "" : $"  [{string.Join("; ", details)}]";
    }

    private static string Item(ReportItem item, bool isManaged) => isManaged
        ? $"{item.Type}, {MarkdownText.Number(item.ManagedBytes)} bytes on the managed heap"
        : $"{item.Type}, {MarkdownText.Number(item.SizeBytes)} bytes";
}
