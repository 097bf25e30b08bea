// Visits a tree from the top, without a stack and without the tree lock.
namespace MemallocKit.Diagnostics;

/// <summary>
/// Every node before those below it, siblings in order. Follows parents back up, so depth costs nothing. Nodes that enter the tree
/// after the walk was made are left out, so a copy of a walk that has not moved yet sees the same nodes. Where a node leaves its
/// tree meanwhile, links can no longer be trusted: the walk is cut off before it would show a node that is not below the root.
/// </summary>
internal struct ReserveWalk(ReserveNode root)
{
    private readonly long _began = ReserveNode.Changes;
    private ReserveNode? _current;

    /// <summary>How far below the root the current node is.</summary>
    public int Depth { get; private set; }

    public readonly ReserveNode Current => _current!;

    /// <summary>Whether nodes may be missing because some tree was taken apart meanwhile.</summary>
    public readonly bool IsCut => ReserveNode.LastLeaving > _began;

    public bool MoveNext()
    {
        var next = Next();

        // After the links were read: they were good if nothing had begun to leave by now.
        if (next is null || IsCut)
            return false;
        _current = next;
        return true;
    }

    private ReserveNode? Next()
    {
        if (_current is null)
            return root;
        if (Seen(_current.FirstChild) is { } child)
        {
            Depth++;
            return child;
        }

        // The parent of a node that left is null.
        for (var node = _current; node is not null && node != root; node = node.Parent)
        {
            if (Seen(node.NextSibling) is { } sibling)
                return sibling;
            Depth--;
        }

        return null;
    }

    private readonly ReserveNode? Seen(ReserveNode? node) => node?.Entered <= _began ? node : null;
}
