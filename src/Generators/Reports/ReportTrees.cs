// All trees of a report, found by name.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>Makes nodes of a tree when they are first asked for, since trees can join others in any order. Lives only while one report is written.</summary>
internal sealed class ReportTrees
{
    private readonly Dictionary<string, TreeModel> _models;
    private readonly Dictionary<string, ReportNode> _roots = new(StringComparer.Ordinal);

    public ReportTrees(IEnumerable<TreeModel> models)
    {
        // A class and a namespace of one name are the compiler's to report; until then either tree will do.
        _models = models.GroupBy(static tree => tree.Type.FullName, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        Roots = [.. _models.Keys.OrderBy(static name => name, StringComparer.Ordinal).Select(name => Find(name)!)];
    }

    public IReadOnlyList<ReportNode> Roots { get; }

    /// <summary>The root of a tree of this assembly, or <see langword="null"/> where the tree is of another one.</summary>
    public ReportNode? Find(string fullName)
    {
        if (!_models.TryGetValue(fullName, out var model))
            return null;
        if (!_roots.TryGetValue(fullName, out var root))
            _roots.Add(fullName, root = ReportNode.Root(model, this));
        return root;
    }

    public TreeModel ModelOf(ReportNode root) => _models[root.FullName];
}
