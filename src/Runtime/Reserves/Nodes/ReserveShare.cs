// Nodes that size a reserve without being charged.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A share of a reserve: it adds to the reserve's limit and pages and shows in reports. What uses it charges the reserve, so
/// "who is charged" cannot be mistaken. It is connected with its reserve. Thread-safe.
/// </summary>
public abstract class ReserveShare : ReserveNode
{
    private readonly Reserve _reserve;

    private protected ReserveShare(string name, Reserve parent, long limit)
        : base(name, NotNull(parent).Model, parent.Processors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _reserve = parent;
        lock (TreeLock)
        {
            if (parent.FirstChild is null && parent.Limit > 0)
                throw new ArgumentException($"Reserve '{parent.Name}' has a limit of its own ({parent.Limit}); a reserve with shares starts at 0.", nameof(parent));
            if (!parent.TryResizeHeld(0, limit, parent))
                throw new ReserveException($"'{name}' of {limit:N0} does not fit: reserve '{parent.Name}' is connected and its zone has too few free pages.");
            AddUpwards(parent.EstimatePages(limit), limit);
            FollowConnection();
            Link(parent);
        }
    }

    /// <summary>Changes the share, and with it the limit of the reserve. See <see cref="Reserve.TryResize"/>.</summary>
    /// <param name="limit">The new amount in the reserve's unit, 0 or more.</param>
    /// <returns>False, with nothing changed, when the pages cannot be had or the reserve has more charged.</returns>
    public bool TryResize(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (TreeLock)
            return _reserve.TryResizeHeld(Limit, limit, this);
    }

    // Its pages are its reserve's.
    private protected sealed override ReserveNode Connected => _reserve;

    /// <summary>A share is connected when its reserve is. Under <see cref="ReserveNode.TreeLock"/>.</summary>
    internal void FollowConnection() => ShowConnected(_reserve.IsConnected);

    internal sealed override ReserveUnit Unit => _reserve.Unit;

    internal sealed override void Prime() => _reserve.Prime();

    internal sealed override Zone? FindZone() => _reserve.Zone;

    private static Reserve NotNull(Reserve parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent;
    }
}

/// <summary>A share of a <see cref="PageReserve"/>, in pages of 4 KiB.</summary>
public sealed class PageShare : ReserveShare
{
    /// <summary>Adds <paramref name="pages"/> (0 or more, a multiple of the reserve's run) to the reserve.</summary>
    public PageShare(string name, PageReserve parent, long pages)
        : base(name, parent, pages)
    {
    }
}

/// <summary>A share of a <see cref="ByteReserve"/>, in bytes.</summary>
public sealed class ByteShare : ReserveShare
{
    /// <summary>Adds <paramref name="bytes"/> (0 or more) to the reserve.</summary>
    public ByteShare(string name, ByteReserve parent, long bytes)
        : base(name, parent, bytes)
    {
    }
}

/// <summary>A share of an <see cref="ObjectReserve{T}"/>, in objects.</summary>
public sealed class ObjectShare<T> : ReserveShare
    where T : unmanaged
{
    /// <summary>Adds <paramref name="objects"/> (0 or more) to the reserve.</summary>
    public ObjectShare(string name, ObjectReserve<T> parent, long objects)
        : base(name, parent, objects)
    {
    }
}
