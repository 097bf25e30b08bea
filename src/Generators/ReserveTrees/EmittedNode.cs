// A node of a tree on its way to source text.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators;

/// <summary>A node with its place in the tree and the field that will hold it. Lives only while one file is written.</summary>
internal sealed class EmittedNode
{
    private EmittedNode(NodeModel model, EmittedNode? parent, HashSet<string> takenFields)
    {
        Model = model;
        Parent = parent;
        Field = ChooseField(takenFields);
        Children = [.. model.Children.Select(child => new EmittedNode(child, this, takenFields))];
    }

    public NodeModel Model { get; }

    public EmittedNode? Parent { get; }

    /// <summary>The field in the emitted class <c>Nodes</c>: the members that lead to the node, joined.</summary>
    public string Field { get; }

    public IReadOnlyList<EmittedNode> Children { get; }

    /// <summary>The names in reports that lead to the node.</summary>
    public string Path => Parent == null ? Model.Name : Parent.Path + " / " + Model.Name;

    public string Type => Model switch
    {
        { Kind: NodeKind.Group or NodeKind.Tree } => "global::MemallocKit.ReserveGroup",
        { Kind: NodeKind.Share, Unit: Unit.Pages } => "global::MemallocKit.PageShare",
        { Kind: NodeKind.Share, Unit: Unit.Bytes } => "global::MemallocKit.ByteShare",
        { Kind: NodeKind.Share } => $"global::MemallocKit.ObjectShare<{Model.Item!.Type}>",
        { Unit: Unit.Pages } => "global::MemallocKit.PageReserve",
        { Unit: Unit.Bytes } => "global::MemallocKit.ByteReserve",
        { Unit: Unit.Objects } => $"global::MemallocKit.ObjectReserve<{Model.Item!.Type}>",
        _ => $"global::MemallocKit.InstanceReserve<{Model.Item!.Type}>",
    };

    public static EmittedNode Root(TreeModel tree) => new(tree.Root, null, new(StringComparer.Ordinal));

    /// <summary>The node and all below, parents first.</summary>
    public IEnumerable<EmittedNode> Walk()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var node in child.Walk())
                yield return node;
        }
    }

    // Joined names can meet ('A_B' in 'C', 'B' in 'C_A'), and then the later one is numbered.
    private string ChooseField(HashSet<string> taken)
    {
        var joined = Parent == null ? "Root" : JoinedMembers();
        var field = joined;
        for (var number = 2; !taken.Add(field); number++)
            field = joined + "_" + number;
        return SyntaxFacts.GetKeywordKind(field) == SyntaxKind.None ? field : "@" + field;
    }

    private string JoinedMembers()
    {
        var member = Model.Member.TrimStart('@');
        return Parent!.Parent == null ? member : Parent.JoinedMembers() + "_" + member;
    }
}
