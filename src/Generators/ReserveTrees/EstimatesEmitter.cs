// Writes the class of estimates of a tree.
using MemallocKit.Declarations;
using MemallocKit.Estimation;

namespace MemallocKit.Generators;

/// <summary>
/// Constants where every size below is known, else properties over what the runtime knows. The values come from the
/// formulas that the runtime builds the tree with, so they are the pages that it will connect.
/// </summary>
internal static class EstimatesEmitter
{
    private const string Helper = "global::MemallocKit.Generated.ReserveEstimates";

    public static void Emit(CodeWriter writer, EmittedNode root, TreeModel tree)
    {
        writer.Blank();
        writer.Line($"/// <summary>How many pages of 4 KiB each node of <c>{EmittedCode.Xml(root.Model.Name)}</c> takes.</summary>");
        writer.Line(EmittedCode.Attribute);
        writer.Open("public static class Estimates");
        EmitTotal(writer, root);
        EmitChildren(writer, root, tree);
        writer.Close();
    }

    private static void EmitChildren(CodeWriter writer, EmittedNode node, TreeModel tree)
    {
        foreach (var child in node.Children)
        {
            writer.Blank();
            writer.Line($"/// <summary>Estimates of <c>{EmittedCode.Xml(child.Path)}</c>.</summary>");
            writer.Open($"public static class {child.Model.Member}");
            if (child.Model.IsClass)
            {
                EmitTotal(writer, child);
                EmitChildren(writer, child, tree);
            }
            else
            {
                EmitLeaf(writer, child, tree);
            }

            writer.Close();
        }
    }

    private static void EmitTotal(CodeWriter writer, EmittedNode node)
    {
        var children = node.Children.Select(child => $"{child.Model.Member}.{(child.Model.Kind is NodeKind.Reserve or NodeKind.Share ? "Pages" : "TotalPages")}");
        EmitValue(writer, "All pages below.", "long", "TotalPages", node.Model.Pages, () => $"checked({string.Join(" + ", children)})");
    }

    private static void EmitLeaf(CodeWriter writer, EmittedNode leaf, TreeModel tree)
    {
        var node = leaf.Model;
        if (node.Kind == NodeKind.Tree)
        {
            EmitValue(writer, "All pages of the tree that joins here.", "long", "TotalPages", node.Pages, () => $"Nodes.{leaf.Field}.Pages");
            return;
        }

        var item = node.Item?.Type;
        var model = $"global::MemallocKit.EstimateModel.{tree.Model}";
        EmitValue(writer, "The pages it takes.", "long", "Pages", node.Pages, () => $"{Helper}.Objects<{item}>({model}, {tree.Processors}, {node.Amount})");
        if (node.Item?.ManagedBytes is { } managed)
            EmitConstant(writer, "What one instance takes on the managed heap, in bytes, without what it refers to.", "int", "InstanceBytes", managed);
        if (node.Unit != Unit.Objects)
            return;

        var size = node.Item!.SizeBytes;
        int? perSlab = size is { } bytes ? Estimate.PerSlab(tree.Model, bytes) : null;
        EmitValue(writer, "The size of one object, in bytes.", "int", "SizeBytes", size, () => $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{item}>()");
        EmitValue(writer, "How many objects a slab holds.", "int", "PerPage", perSlab, () => $"{Helper}.PerSlab<{item}>({model})");
    }

    private static void EmitValue(CodeWriter writer, string summary, string type, string name, long? constant, Func<string> computed)
    {
        if (constant is { } value)
            EmitConstant(writer, summary, type, name, value);
        else
            Emit(writer, summary, $"public static {type} {name} => {computed()};");
    }

    private static void EmitConstant(CodeWriter writer, string summary, string type, string name, long value) =>
        Emit(writer, summary, $"public const {type} {name} = {value.ToString(System.Globalization.CultureInfo.InvariantCulture)};");

    private static void Emit(CodeWriter writer, string summary, string member)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(member);
    }
}
