// Where a node is: its parent, its siblings, and how much of what lies below it is connected.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class ReserveNode
{
    // Changes of structure of any tree are numbered, so that a walk without the lock can tell what came or went since it began. The number
    // is published after a node can be reached, and before one leaves.
    private static long s_changes;
    private static long s_lastLeaving;

    private ReserveNode? _parent;
    private ReserveNode? _firstChild;
    private ReserveNode? _lastChild;
    private ReserveNode? _nextSibling;

    private long _entered;

    // At and below the node. Counted, so that whether it is connected can be read without a walk.
    private int _reserves;
    private int _connectedReserves;
    private bool _isConnected;

    /// <summary>The node above, or <see langword="null"/> for a root.</summary>
    public ReserveNode? Parent => Volatile.Read(ref _parent);

    /// <summary>Whether the reserves at and below the node hold their pages, and there are any.</summary>
    public bool IsConnected => Volatile.Read(ref _isConnected);

    // Links are followed without the lock: a node is complete before it can be reached, and one that was detached still leads on.
    internal ReserveNode? FirstChild => Volatile.Read(ref _firstChild);

    internal ReserveNode? NextSibling => Volatile.Read(ref _nextSibling);

    /// <summary>The number of the latest change of structure; all nodes that entered by it can be reached.</summary>
    internal static long Changes => Volatile.Read(ref s_changes);

    /// <summary>The number of the latest change by which a node left its parent, or is about to.</summary>
    internal static long LastLeaving => Volatile.Read(ref s_lastLeaving);

    /// <summary>The change by which the node came under its parent: later than that of any sibling before it.</summary>
    internal long Entered => Volatile.Read(ref _entered);

    /// <summary>The reserves at and below the node. Under <see cref="TreeLock"/>.</summary>
    internal ReservesBelow Reserves => new(this);

    /// <summary>How many there are. Under <see cref="TreeLock"/>.</summary>
    internal int ReserveCount => _reserves;

    /// <summary>
    /// Being connected, resized or moved. The tree lock keeps other threads away, but not the factory of an instance reserve, which is
    /// the user's and may call back. Under <see cref="TreeLock"/>.
    /// </summary>
    internal bool IsChanging { get; set; }

    /// <summary>The connections of this very node. Under <see cref="TreeLock"/>.</summary>
    internal int Connections { get; set; }

    /// <summary>Where they are. Under <see cref="TreeLock"/>.</summary>
    internal Zone? ConnectionZone { get; set; }

    /// <summary>
    /// Puts a node without a parent under one. Connections that cover the parent cover it from here on: its pages are taken
    /// first, so that none of what was connected ceases to be. All or nothing. Under <see cref="TreeLock"/>.
    /// </summary>
    private protected void Attach(ReserveNode parent)
    {
        parent.RefuseChanging();
        parent.RefuseOverflow(Pages, Limit);
        var (covers, zone) = parent.CoversFromHere();
        if (covers > 0)
            Coverage.Add(this, zone!, covers);

        Link(parent);
        parent.AddUpwards(Pages, Limit);
        parent.CountReserves(_reserves, _connectedReserves);
    }

    /// <summary>Undoes <see cref="Attach"/>; refused while a reserve that only covers from above hold is charged.</summary>
    private protected void DetachFrom(ReserveNode parent)
    {
        parent.RefuseChanging();
        var (covers, _) = parent.CoversFromHere();
        if (covers > 0)
            Coverage.Remove(this, covers);

        Unlink(parent);
        parent.AddUpwards(-Pages, -Limit);
        parent.CountReserves(-_reserves, -_connectedReserves);
    }

    /// <summary>Makes the node the last child of another, sums apart. Under <see cref="TreeLock"/>.</summary>
    private protected void Link(ReserveNode parent)
    {
        Volatile.Write(ref _entered, s_changes + 1);
        Volatile.Write(ref _nextSibling, null);
        Volatile.Write(ref _parent, parent);
        if (parent._lastChild is { } last)
            Volatile.Write(ref last._nextSibling, this);
        else
            Volatile.Write(ref parent._firstChild, this);
        parent._lastChild = this;
        Volatile.Write(ref s_changes, s_changes + 1);
    }

    /// <summary>Changes the counts of this node and all above it. Under <see cref="TreeLock"/>.</summary>
    private protected void CountReserves(int reserves, int connected)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            node._reserves += reserves;
            node._connectedReserves += connected;
            node.ShowConnected(node._reserves > 0 && node._connectedReserves == node._reserves);
        }
    }

    private protected void ShowConnected(bool connected) => Volatile.Write(ref _isConnected, connected);

    /// <summary>Throws when this node or one above it is being changed further up the call stack. Under <see cref="TreeLock"/>.</summary>
    private protected void RefuseChanging()
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.IsChanging)
                throw node.Changing();
        }
    }

    internal InvalidOperationException Changing() => new(
        $"'{Name}' is being connected, resized or moved. A factory must not connect, disconnect, resize or move nodes that are connected together with its own.");

    /// <summary>How many connections cover what comes under this node, and in which zone.</summary>
    private (int Covers, Zone? Zone) CoversFromHere()
    {
        var (covers, zone) = (0, default(Zone));
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.Connections == 0)
                continue;
            covers += node.Connections;
            zone = node.ConnectionZone;
        }

        return (covers, zone);
    }

    private void Unlink(ReserveNode parent)
    {
        // The links may not be seen to change before the number is.
        Volatile.Write(ref s_lastLeaving, s_changes + 1);
        ReserveNode? previous = null;
        for (var node = parent._firstChild; node != this; node = node!._nextSibling)
            previous = node;
        if (previous is null)
            Volatile.Write(ref parent._firstChild, _nextSibling);
        else
            Volatile.Write(ref previous._nextSibling, _nextSibling);
        if (parent._lastChild == this)
            parent._lastChild = previous;
        Volatile.Write(ref _parent, null);
        Volatile.Write(ref s_changes, s_changes + 1);
    }
}
