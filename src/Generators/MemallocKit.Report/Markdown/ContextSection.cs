// Shows what each context may charge.
namespace MemallocKit.Report;

/// <summary>A table of sums, then the reserves of each context. Pages and KiB are those that connecting takes.</summary>
internal static class ContextSection
{
    public static void Add(MarkdownWriter text, ReserveReport report)
    {
        text.Line();
        text.Line("## Contexts");
        text.Line();
        text.Line("| context | may charge | UpperBound | LinuxSlub | KiB (UpperBound) |");
        text.Line("|---|---|---:|---:|---:|");
        foreach (var context in report.Contexts)
        {
            var named = string.Join(", ", context.MayCharge.Select(Named));
            var pages = context.Pages;
            text.Line(
                $"| {MarkdownText.Code(context.Type)} | {named} | {MarkdownText.Number(pages.UpperBound)} | {MarkdownText.Number(pages.LinuxSlub)} | {MarkdownText.Kibibytes(pages.UpperBound, report.PageBytes)} |");
        }

        foreach (var context in report.Contexts)
            AddReserves(text, report, context);
    }

    private static string Named(NamedNode node) =>
        MarkdownText.Code(node.Member) + (node.Assembly is { } assembly ? $" of {MarkdownText.Code(assembly)}" : "");

    private static void AddReserves(MarkdownWriter text, ReserveReport report, ReportContext context)
    {
        text.Line();
        text.Line($"### {MarkdownText.Code(context.Type)}");
        if (context.Unknown is { } unknown)
        {
            text.Line();
            text.Line($"Its sum is not known at build time: {MarkdownText.Code(unknown)}.");
        }

        if (context.Reserves.Length == 0)
            return;
        text.Block(context.Reserves
            .Select(reserve => $"{MarkdownText.Columns(reserve.Pages, reserve.Pages.UpperBound, report.PageBytes)}  {MarkdownText.Name(reserve.Path)}")
            .Prepend($"{MarkdownText.Columns("UpperBound", "LinuxSlub", "KiB")}  reserve"));
    }
}
