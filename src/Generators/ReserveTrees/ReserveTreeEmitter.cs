// Writes the other parts of a reserve tree's classes.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>From the model of a tree to C#: the members of its classes, then the estimates, then the nodes themselves.</summary>
internal static class ReserveTreeEmitter
{
    private const string Connection = "global::MemallocKit.ReserveConnection";

    public static string Emit(TreeModel tree)
    {
        var writer = new CodeWriter();
        var root = EmittedNode.Root(tree);
        var blocks = EmittedCode.OpenContainers(writer, tree.Type, tree.UseWarnings);
        OpenClass(writer, root, tree);
        EmitMembers(writer, root, tree);
        EstimatesEmitter.Emit(writer, root, tree);
        NodesEmitter.Emit(writer, root, tree);
        for (var block = 0; block <= blocks; block++)
            writer.Close();
        return writer.ToString();
    }

    private static void OpenClass(CodeWriter writer, EmittedNode node, TreeModel tree)
    {
        writer.Blank();

        // The compiler joins what the parts of a class say: a summary that the user wrote stays the only one.
        var tag = node.Model.IsDocumented ? "remarks" : "summary";
        writer.Line($"/// <{tag}>{NodeSummary.Of(node, tree)}</{tag}>");
        writer.Open($"static partial class {node.Model.Member}");
    }

    private static void EmitMembers(CodeWriter writer, EmittedNode node, TreeModel tree)
    {
        EmitNode(writer, node, tree);
        foreach (var child in node.Children)
        {
            if (child.Model.IsClass)
            {
                OpenClass(writer, child, tree);
                EmitMembers(writer, child, tree);
                writer.Close();
            }
            else
            {
                EmitProperty(writer, child, tree);
            }
        }
    }

    private static void EmitNode(CodeWriter writer, EmittedNode node, TreeModel tree)
    {
        var isCharged = node.Model.Kind == NodeKind.Aggregate;
        var member = isCharged ? "Reserve" : "Node";
        var accessibility = isCharged ? node.Model.Modifiers : "public";
        EmittedCode.Member(writer, NodeSummary.Of(node, tree), $"{accessibility} static {node.Type} {member} => Nodes.{node.Field};");

        var name = $"<c>{EmittedCode.Xml(node.Model.Name)}</c>";
        EmittedCode.Member(
            writer,
            $"Backs {name} and all below it with pages of the default zone, or throws a <see cref=\"global::MemallocKit.ReserveException\"/> and changes nothing. Counted: the last to be disposed gives them back.",
            $"public static {Connection} Connect() => {member}.Connect();");
        EmittedCode.Member(
            writer,
            $"Backs {name} and all below it with pages of <paramref name=\"zone\"/>, or throws a <see cref=\"global::MemallocKit.ReserveException\"/> and changes nothing. Counted: the last to be disposed gives them back.",
            $"public static {Connection} Connect(global::MemallocKit.Zone zone) => {member}.Connect(zone);");
    }

    private static void EmitProperty(CodeWriter writer, EmittedNode node, TreeModel tree)
    {
        writer.Blank();
        if (!node.Model.IsDocumented)
            writer.Line($"/// <summary>{NodeSummary.Of(node, tree)}</summary>");
        writer.Line(EmittedCode.Attribute);
        writer.Line($"{node.Model.Modifiers} partial {node.Type} {node.Model.Member} => Nodes.{node.Field};");
    }
}
