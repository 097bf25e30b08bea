// The reserves of a subtree, one after the other.
namespace MemallocKit.Reserves;

/// <summary>
/// An enumerator that needs no list: a disconnection walks while charges wait, and may not allocate. Under the tree lock, while
/// the structure stands still.
/// </summary>
internal ref struct ReservesBelow(ReserveNode top)
{
    private readonly ReserveNode _top = top;
    private ReserveNode? _next = top;

    public Reserve Current { get; private set; } = null!;

    public readonly ReservesBelow GetEnumerator() => new(_top);

    public bool MoveNext()
    {
        while (_next is { } node)
        {
            _next = After(node);
            if (node is not Reserve reserve)
                continue;
            Current = reserve;
            return true;
        }

        return false;
    }

    private readonly ReserveNode? After(ReserveNode node)
    {
        // Below a reserve there are only its shares.
        if (node is not Reserve && node.FirstChild is { } child)
            return child;
        while (node != _top && node.NextSibling is null)
            node = node.Parent!;
        return node == _top ? null : node.NextSibling;
    }
}
