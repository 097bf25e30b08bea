// Writes the class that builds the nodes of a tree and holds them.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>
/// One static constructor builds all nodes, parents first, since a node cannot be built before its parent. Before that it
/// compares every size that the estimates took for a constant with the real one.
/// </summary>
internal static class NodesEmitter
{
    public static void Emit(CodeWriter writer, EmittedNode root, TreeModel tree)
    {
        writer.Blank();
        writer.Line(EmittedCode.Attribute);
        writer.Open("private static class Nodes");
        foreach (var node in root.Walk())
            writer.Line($"internal static readonly {node.Type} {node.Field};");

        writer.Blank();
        writer.Open("static Nodes()");
        EmitChecks(writer, root);
        foreach (var node in root.Walk())
            writer.Line(node.Model.Kind == NodeKind.Tree
                ? $"{node.Field} = {node.Model.Item!.Type}.Node;"
                : $"{node.Field} = new({string.Join(", ", Arguments(node, tree))});");

        // Last: what joins must find the tree whole.
        foreach (var node in root.Walk().Where(static node => node.Model.Kind == NodeKind.Tree))
            writer.Line($"{node.Field}.AttachTo({node.Parent!.Field});");
        writer.Close();
        writer.Close();
    }

    private static void EmitChecks(CodeWriter writer, EmittedNode root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in root.Walk())
        {
            if (node.Model is { Kind: not NodeKind.Aggregate, Item: { SizeBytes: { } size } item } && seen.Add(item.Type))
                writer.Line($"global::MemallocKit.Generated.ReserveEstimates.Check<{item.Type}>({EmittedCode.Literal(node.Path)}, {size});");
        }

        if (seen.Count > 0)
            writer.Blank();
    }

    private static IEnumerable<string> Arguments(EmittedNode node, TreeModel tree)
    {
        var model = node.Model;
        yield return EmittedCode.Literal(model.Name);
        if (node.Parent == null)
        {
            if (tree.Model == EstimateModel.UpperBound && tree.Processors == 1)
                yield break;
            yield return $"global::MemallocKit.EstimateModel.{tree.Model}";
            yield return $"{tree.Processors}";
            yield break;
        }

        yield return node.Parent.Field;
        if (model.Kind == NodeKind.Group)
            yield break;

        // A charged class starts empty: each share adds its own amount when it is built.
        yield return model.Kind == NodeKind.Aggregate ? "0" : model.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (model.Kind == NodeKind.Share)
            yield break;
        if (model.Unit == Unit.Pages)
            yield return $"{model.RunPages}";
        else if (model.Unit == Unit.Bytes)
            yield return $"{model.Largest}";
        else if (model.Unit == Unit.Instances)
            yield return $"static () => new {model.Item!.Type}()";
    }
}
