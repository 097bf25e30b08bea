// Writes a context of the report.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>The nodes that a context names, and the reserves that it may charge thereby, each once.</summary>
internal static class ContextJson
{
    public static void Write(JsonWriter writer, ReportedContext context, ReportTrees trees)
    {
        var nodes = trees.Roots.SelectMany(static root => root.Walk()).ToList();
        var named = nodes.GroupBy(static node => node.FullName, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        var below = context.MayCharge.Where(static node => node.Assembly == null).SelectMany(node => named[node.FullName].WalkJoined());
        var reached = new HashSet<ReportNode>(below);

        writer.Open('{');
        writer.Member("type", JsonText.String(context.FullName));
        writer.Open('[', "mayCharge");
        foreach (var node in context.MayCharge)
            writer.Element(NamedNode(node, named));
        writer.Close();
        WriteReserves(writer, context, nodes.FindAll(node => reached.Contains(node) && TakesPages(node)));
        writer.Close();
    }

    private static void WriteReserves(JsonWriter writer, ReportedContext context, List<ReportNode> reserves)
    {
        var foreign = context.MayCharge.Select(static node => node.Assembly).FirstOrDefault(static assembly => assembly != null);
        var unknown = foreign != null ? $"nodes of the assembly '{foreign}' are in the report on that" : ReportNode.FirstUnknown(reserves);
        NodeJson.WritePages(writer, foreign == null ? ReportPages.Sum(reserves.Select(static reserve => reserve.Pages)) : new(null, null), unknown);
        writer.Open('[', "reserves");
        foreach (var reserve in reserves)
        {
            writer.Element(JsonText.Object(
                ("member", JsonText.String(reserve.FullName)), ("path", JsonText.String(reserve.Path)), ("pages", reserve.Pages.Json)));
        }

        writer.Close();
    }

    // Of a tree of another assembly only the place where it joins is known.
    private static bool TakesPages(ReportNode node) =>
        node.Model.Kind is NodeKind.Reserve or NodeKind.Aggregate || (node.Model.Kind == NodeKind.Tree && node.Joined == null);

    private static string NamedNode(NamedNode node, Dictionary<string, ReportNode> named) => node.Assembly is { } assembly
        ? JsonText.Object(("member", JsonText.String(node.FullName)), ("assembly", JsonText.String(assembly)))
        : JsonText.Object(("member", JsonText.String(node.FullName)), ("path", JsonText.String(named[node.FullName].Path)));
}
