// Writes a context of the report.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>The nodes that a context names, and the reserves that it may charge thereby, each once.</summary>
internal static class ContextJson
{
    public static void Write(JsonWriter writer, ReportedContext context, IReadOnlyList<ReportNode> trees)
    {
        var named = new HashSet<string>(context.MayCharge.Where(static node => node.Assembly == null).Select(static node => node.FullName), StringComparer.Ordinal);
        var roots = trees.SelectMany(static tree => tree.Walk()).Where(node => named.Contains(node.FullName)).ToList();
        var reserves = roots.SelectMany(static root => root.Walk()).Where(IsCharged).ToList();
        var reached = trees.SelectMany(static tree => tree.Walk()).Where(new HashSet<ReportNode>(reserves).Contains).ToList();

        writer.Open('{');
        writer.Member("type", JsonText.String(context.FullName));
        writer.Open('[', "mayCharge");
        foreach (var node in context.MayCharge)
            writer.Element(NamedNode(node, roots));
        writer.Close();
        WritePages(writer, context, reached);
        writer.Open('[', "reserves");
        foreach (var reserve in reached)
        {
            writer.Element(JsonText.Object(
                ("member", JsonText.String(reserve.FullName)), ("path", JsonText.String(reserve.Path)), ("pages", reserve.Pages.Json)));
        }

        writer.Close();
        writer.Close();
    }

    private static bool IsCharged(ReportNode node) => node.Model.Kind is NodeKind.Reserve or NodeKind.Aggregate;

    private static string NamedNode(NamedNode node, List<ReportNode> roots) => node.Assembly is { } assembly
        ? JsonText.Object(("member", JsonText.String(node.FullName)), ("assembly", JsonText.String(assembly)))
        : JsonText.Object(
            ("member", JsonText.String(node.FullName)),
            ("path", JsonText.String(roots.First(root => root.FullName == node.FullName).Path)));

    private static void WritePages(JsonWriter writer, ReportedContext context, List<ReportNode> reached)
    {
        var foreign = context.MayCharge.Select(static node => node.Assembly).FirstOrDefault(static assembly => assembly != null);
        var sum = ReportPages.Sum(reached.Select(static reserve => reserve.Pages));
        var unknown = foreign != null ? $"nodes of the assembly '{foreign}' are in its own report"
            : sum.AreKnown ? null
            : "a reserve that it reaches has a size that is known at run time only";
        NodeJson.WritePages(writer, foreign == null ? sum : new(null, null), unknown);
    }
}
