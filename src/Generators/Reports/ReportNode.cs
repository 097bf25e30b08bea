// A node of a tree on its way into the report.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>A node with its place and its pages by both models. Lives only while one report is written.</summary>
internal sealed class ReportNode
{
    private ReportNode(NodeModel model, TreeModel tree, string fullName, string path)
    {
        Model = model;
        FullName = fullName;
        Path = path;
        Children = [.. model.Children.Select(child => new ReportNode(
            child, tree, $"{fullName}.{child.Member.TrimStart('@')}", $"{path} / {child.Name}"))];
        Pages = model.IsClass ? ReportPages.Sum(Children.Select(static child => child.Pages)) : ReportPages.Of(model, tree.Processors);
    }

    public NodeModel Model { get; }

    /// <summary>The class or property with all that is around it, nothing escaped.</summary>
    public string FullName { get; }

    /// <summary>The names in reports that lead to the node.</summary>
    public string Path { get; }

    public ReportPages Pages { get; }

    public IReadOnlyList<ReportNode> Children { get; }

    /// <summary>Why there is no number of pages, or <see langword="null"/> where there is one.</summary>
    public string? Unknown => Pages.AreKnown ? null
        : Model.Item is { } item ? $"the size of '{item.DisplayName}' is known at run time only"
        : "a reserve inside has a size that is known at run time only";

    public static ReportNode Root(TreeModel tree) => new(tree.Root, tree, tree.Type.FullName, tree.Root.Name);

    /// <summary>The node and all below, parents first.</summary>
    public IEnumerable<ReportNode> Walk() => Children.SelectMany(static child => child.Walk()).Prepend(this);
}
