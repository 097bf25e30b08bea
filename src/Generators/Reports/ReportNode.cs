// A node of a tree on its way into the report.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>A node with its place and its pages by both models. Lives only while one report is written.</summary>
internal sealed class ReportNode
{
    private ReportNode(NodeModel model, TreeModel tree, string fullName, string path, ReportTrees trees)
    {
        Model = model;
        FullName = fullName;
        Path = path;
        Children = [.. model.Children.Select(child => new ReportNode(
            child, tree, $"{fullName}.{child.Member.TrimStart('@')}", $"{path} / {child.Name}", trees))];
        Joined = JoinedTree is { } joined ? trees.Find(joined) : null;
        Pages = model.Kind switch
        {
            NodeKind.Group or NodeKind.Aggregate => ReportPages.Sum(Children.Select(static child => child.Pages)),
            NodeKind.Tree => Joined?.Pages ?? new(null, null),
            _ => ReportPages.Of(model, tree.Processors),
        };
    }

    public NodeModel Model { get; }

    /// <summary>The class or property with all that is around it, nothing escaped.</summary>
    public string FullName { get; }

    /// <summary>The names in reports that lead to the node.</summary>
    public string Path { get; }

    public ReportPages Pages { get; }

    public IReadOnlyList<ReportNode> Children { get; }

    /// <summary>The full name of the tree that joins here, if one does, nothing escaped.</summary>
    public string? JoinedTree => Model.Kind == NodeKind.Tree ? Model.Item!.Type.Replace("global::", "").Replace("@", "") : null;

    /// <summary>The root of that tree, if it is of this assembly.</summary>
    public ReportNode? Joined { get; }

    /// <summary>Why there is no number of pages, or <see langword="null"/> where there is one.</summary>
    public string? Unknown => Pages.AreKnown ? null
        : Joined is { } joined ? joined.Unknown
        : JoinedTree is { } tree ? $"the tree '{tree}' of another assembly is in the report on that"
        : Model.IsClass ? FirstUnknown(Children)
        : $"the size of '{Model.Item!.DisplayName}' is known at run time only";

    public static ReportNode Root(TreeModel tree, ReportTrees trees) => new(tree.Root, tree, tree.Type.FullName, tree.Root.Name, trees);

    public static string? FirstUnknown(IEnumerable<ReportNode> nodes) => nodes.Select(static node => node.Unknown).FirstOrDefault(static reason => reason != null);

    /// <summary>The node and all below that is declared in the same tree, parents first.</summary>
    public IEnumerable<ReportNode> Walk() => Children.SelectMany(static child => child.Walk()).Prepend(this);

    /// <summary>As <see cref="Walk"/>, through the trees of this assembly that join.</summary>
    public IEnumerable<ReportNode> WalkJoined() => Walk().SelectMany(static node => node.Joined?.WalkJoined().Prepend(node) ?? [node]);
}
