// A connection: as long as it lives, what it covers has its memory.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// Keeps a node and everything below it connected until it is disposed. Each connection counts for itself, so parts of a program can
/// connect the same tree independently. Thread-safe.
/// </summary>
public sealed class ReserveConnection : IDisposable
{
    private readonly ReserveNode _node;
    private readonly Zone _zone;
    private bool _disposed;

    private ReserveConnection(ReserveNode node, Zone zone) => (_node, _zone) = (node, zone);

    /// <summary>Disconnects: what no other connection covers gives its memory back.</summary>
    /// <exception cref="InvalidOperationException">
    /// A reserve that would be disconnected has something charged. Everything stays connected, and this can be called again.
    /// </exception>
    public void Dispose()
    {
        lock (ReserveNode.TreeLock)
        {
            if (_disposed)
                return;
            Coverage.Remove(_node, covers: 1);
            _disposed = true;
            _node.Connections--;
        }

        ReserveEvents.Disconnected(_node, _zone);
    }

    /// <summary>Connects all reserves at and below a node, or none.</summary>
    internal static ReserveConnection Open(ReserveNode node, Zone zone)
    {
        // Whoever listens is called without the lock, and first before there is anything that an exception of theirs would lose.
        ReserveEvents.Start();
        ReserveConnection connection;
        lock (ReserveNode.TreeLock)
            connection = OpenHeld(node, zone);
        ReserveEvents.Connected(node, zone);
        return connection;
    }

    private static ReserveConnection OpenHeld(ReserveNode node, Zone zone)
    {
        if (node.Model != EstimateModel.UpperBound)
        {
            throw new InvalidOperationException(
                $"'{node.Name}' uses {nameof(EstimateModel)}.{node.Model}, which does not bound what this allocator needs. Declare the tree with {nameof(EstimateModel.UpperBound)} to connect it.");
        }

        if (node.ReserveCount == 0)
            throw new InvalidOperationException($"'{node.Name}' has no reserves to connect.");

        // Before anything is taken: if this failed afterwards, nobody could give it back.
        var connection = new ReserveConnection(node, zone);
        Coverage.Add(node, zone, covers: 1);
        node.Connections++;
        node.ConnectionZone = zone;
        return connection;
    }
}
