// What every node of a reserve tree has: a name, a place, and the sums of what lies below it.
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A node of a reserve tree. <see cref="Pages"/> and <see cref="Limit"/> of a node include everything below it and follow
/// every resize; <see cref="Usage"/> is kept only where it is charged, which keeps a charge to a single atomic operation.
/// Reading is thread-safe.
/// </summary>
public abstract partial class ReserveNode
{
    // Structure, limits and connections change under this one lock: rare, at set-up, and allowed to allocate.
    // Lock order: this, then a reserve's gate, then the pool's.
    internal static readonly Lock TreeLock = new();

    private static long s_nodes;

    private long _pages;
    private long _limit;

    private protected ReserveNode(string name, EstimateModel model, int processors)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Model = model;
        Processors = processors;
    }

    /// <summary>The name in reports.</summary>
    public string Name { get; }

    /// <summary>The estimate in pages of 4 KiB of everything at and below the node.</summary>
    public long Pages => Volatile.Read(ref _pages);

    /// <summary>
    /// The most that can be charged, in the node's own unit. On a group it is the sum of the limits below, which adds up
    /// different units: it tells that something changed, no more.
    /// </summary>
    public long Limit => Volatile.Read(ref _limit);

    /// <summary>What is charged to this node itself, in its own unit; 0 on groups and shares.</summary>
    public virtual long Usage => 0;

    /// <summary>The highest <see cref="Usage"/> there has been.</summary>
    public virtual long Peak => 0;

    /// <summary>Numbers the nodes of the process from 1, for life.</summary>
    internal long Id { get; } = Interlocked.Increment(ref s_nodes);

    /// <summary>What amounts of the node are counted in; on a group, sums of different units.</summary>
    internal virtual ReserveUnit Unit => ReserveUnit.Mixed;

    internal EstimateModel Model { get; }

    internal int Processors { get; }

    /// <summary>What is connected in place of this node.</summary>
    private protected virtual ReserveNode Connected => this;

    /// <summary>Connects the node and everything below it in <see cref="Zone.Default"/>. See <see cref="Connect(Zone)"/>.</summary>
    public ReserveConnection Connect() => Connect(Zone.Default);

    /// <summary>
    /// Takes the pages of every reserve at and below the node and keeps them until the returned connection is disposed; a zone
    /// that can grow does. Counted: a reserve is held as long as any connection covers it. Reserves that come under the node later
    /// are covered too, and refused when their pages cannot be had. Thread-safe; to be called at set-up.
    /// </summary>
    /// <exception cref="ReserveException">The pages cannot be had. Nothing was connected; the message has the numbers.</exception>
    /// <exception cref="InvalidOperationException">
    /// A reserve is connected in another zone, or the tree uses <see cref="EstimateModel.LinuxSlub"/>.
    /// </exception>
    public ReserveConnection Connect(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return ReserveConnection.Open(Connected, zone);
    }

    /// <summary>The node's line in a report: name, size, usage and limit.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} {PageArithmetic.Multiply(Pages, PageArithmetic.PageBytes / 1024)}K ({Usage}/{Limit})");

    /// <summary>Rents and returns one unit of emergency memory of every reserve at and below the node.</summary>
    internal abstract void Prime();

    /// <summary>The zone of the first connected reserve at or below the node.</summary>
    internal abstract Zone? FindZone();

    /// <summary>Adds to this node and all above it, which is how the sums stay true. Under <see cref="TreeLock"/>.</summary>
    internal void AddUpwards(long pages, long limit)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            Volatile.Write(ref node._pages, SumOf(node._pages, pages, node));
            Volatile.Write(ref node._limit, SumOf(node._limit, limit, node));
        }
    }

    /// <summary>Throws what <see cref="AddUpwards"/> would throw half way. Under <see cref="TreeLock"/>.</summary>
    internal void RefuseOverflow(long pages, long limit)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            _ = SumOf(node._pages, pages, node);
            _ = SumOf(node._limit, limit, node);
        }
    }

    private static long SumOf(long sum, long change, ReserveNode node)
    {
        if (change > 0 && (change == long.MaxValue || sum > long.MaxValue - change))
            throw new ArgumentOutOfRangeException(nameof(change), change, $"The total of '{node.Name}' would exceed {long.MaxValue}.");
        return sum + change;
    }
}
