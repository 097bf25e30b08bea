// What the documentation of an emitted member says about its node.
using System.Globalization;
using MemallocKit.Declarations;
using MemallocKit.Estimation;

namespace MemallocKit.Generators;

/// <summary>One line on a node: unit, amount, pages and its place in the tree, for whoever hovers over it.</summary>
internal static class NodeSummary
{
    private const int KibibytesPerPage = PageArithmetic.PageBytes / 1024;

    public static string Of(EmittedNode node, TreeModel tree)
    {
        var place = node.Parent == null ? "The root of the tree." : $"In <c>{EmittedCode.Xml(node.Parent.Path)}</c>.";
        return $"<c>{EmittedCode.Xml(node.Model.Name)}</c>: {Amount(node.Model, tree.Model)}{Pages(node.Model)}. {place}";
    }

    private static string Amount(NodeModel node, EstimateModel model)
    {
        var amount = node.Amount.ToString(CultureInfo.InvariantCulture);
        return node switch
        {
            { Kind: NodeKind.Tree } => $"the tree {Item(node)}, which joins here: ",
            { Kind: NodeKind.Group, Pages: null } => "a group with sizes that are known at run time: ",
            { Kind: NodeKind.Group } => "a group, ",
            { Unit: Unit.Pages, RunPages: > 1 } => $"{amount} pages, rented in runs of {node.RunPages}: ",
            { Unit: Unit.Pages } => "",
            { Unit: Unit.Bytes } => $"{amount} {Noun(node, "byte")} in requests of up to {node.Largest}: ",
            { Unit: Unit.Objects, Item.SizeBytes: { } size } =>
                $"{amount} {Noun(node, "object")} of {Item(node)}, {Estimate.PerSlab(model, size)} a slab: ",
            { Unit: Unit.Objects } => $"{amount} {Noun(node, "object")} of {Item(node)}, whose size is known at run time: ",
            { Item.ManagedBytes: { } bytes } => $"{amount} {Noun(node, "instance")} of {Item(node)} on the managed heap, {bytes} bytes each: ",
            _ => $"{amount} {Noun(node, "instance")} of {Item(node)} on the managed heap: ",
        };
    }

    private static string Noun(NodeModel node, string one) => node.Amount == 1 ? one : one + "s";

    private static string Item(NodeModel node) => $"<c>{EmittedCode.Xml(node.Item!.DisplayName)}</c>";

    private static string Pages(NodeModel node) => node.Pages switch
    {
        null => "the pages follow from that",
        0 => "no pages",
        1 => "1 page (4 KiB)",
        { } pages => string.Format(CultureInfo.InvariantCulture, "{0} pages ({1} KiB)", pages, pages * (decimal)KibibytesPerPage),
    };
}
