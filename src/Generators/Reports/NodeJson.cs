// Writes a node of the report, and all below it.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>One object a node, its members in a fixed order. What a unit does not have is left out.</summary>
internal static class NodeJson
{
    public static void Write(JsonWriter writer, ReportNode node, string? key = null)
    {
        var model = node.Model;
        writer.Open('{', key);
        writer.Member("name", JsonText.String(model.Name));
        writer.Member("member", JsonText.String(node.FullName));
        writer.Member("kind", JsonText.String(Kind(model.Kind)));
        if (node.JoinedTree is { } tree)
            writer.Member("tree", JsonText.String(tree));
        else if (model.Kind != NodeKind.Group)
            WriteAmount(writer, model);
        WritePages(writer, node.Pages, node.Unknown);
        if (model.IsClass)
        {
            writer.Open('[', "nodes");
            foreach (var child in node.Children)
                Write(writer, child);
            writer.Close();
        }

        writer.Close();
    }

    public static void WritePages(JsonWriter writer, ReportPages pages, string? unknown)
    {
        writer.Member("pages", pages.Json);
        if (unknown != null)
            writer.Member("unknown", JsonText.String(unknown));
    }

    private static void WriteAmount(JsonWriter writer, NodeModel model)
    {
        writer.Member("unit", JsonText.String(UnitName(model.Unit)));
        writer.Member("amount", JsonText.Number(model.Amount));
        if (model.Unit == Unit.Pages)
            writer.Member("runPages", JsonText.Number(model.RunPages));
        if (model.Unit == Unit.Bytes)
            writer.Member("largest", JsonText.Number(model.Largest));
        if (model.Item is not { } item)
            return;
        var size = model.Unit == Unit.Instances ? ("managedBytes", JsonText.Number(item.ManagedBytes)) : ("sizeBytes", JsonText.Number(item.SizeBytes));
        writer.Member("item", JsonText.Object(("type", JsonText.String(item.DisplayName)), size));
    }

    private static string Kind(NodeKind kind) => kind switch
    {
        NodeKind.Group => "group",
        NodeKind.Aggregate => "aggregate",
        NodeKind.Reserve => "reserve",
        NodeKind.Share => "share",
        _ => "tree",
    };

    private static string UnitName(Unit unit) => unit == Unit.Instances ? "instances" : unit.Noun();
}
