// The stretch of code in which a thread is entitled to emergency memory.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// Entitles the current thread to emergency memory until it is disposed. Generated contexts
/// (<see cref="MemallocContextAttribute"/>) are built on it; use it directly where no context type is declared. Scopes nest.
/// It cannot leave its thread: a <c>ref struct</c> does not cross <c>await</c>, <c>yield</c> or a capture.
/// </summary>
public readonly ref struct MemallocScope
{
    // The number of this entry and of the one around it. On the right thread, and once only, it is the current one when the
    // scope is disposed; a depth would not tell a stale copy from the scope that was entered after it.
    private readonly long _entry;
    private readonly long _outer;

    private MemallocScope(long entry, long outer)
    {
        _entry = entry;
        _outer = outer;
    }

    /// <summary>Enters a scope. Allocates nothing.</summary>
    /// <param name="mayCharge">The nodes whose reserves the code inside is going to charge.</param>
    /// <exception cref="InvalidOperationException">One of the nodes is not connected.</exception>
    public static MemallocScope Enter(ReadOnlySpan<ReserveNode> mayCharge)
    {
        foreach (var node in mayCharge)
        {
            if (!node.IsConnected)
                throw new InvalidOperationException($"Reserve '{node.Name}' is not connected: call Connect() on its tree, at start, before entering the context.");
        }

        var outer = MemallocThread.Current;
        return new MemallocScope(MemallocThread.Enter(), outer);
    }

    /// <summary>
    /// Runs what is otherwise run for the first time in an emergency: entering and leaving, and the rent and return of one
    /// unit of emergency memory of every reserve under the nodes. To be called once after connecting; allocates.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the nodes is not connected.</exception>
    public static void Prime(ReadOnlySpan<ReserveNode> mayCharge)
    {
        using var scope = Enter(mayCharge);
        foreach (var node in mayCharge)
            node.Prime();
    }

    /// <summary>Leaves the scope.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was left before, scopes inside it are still entered, or this is another thread. Nothing was changed.
    /// </exception>
    public void Dispose()
    {
        if (_entry == 0 || MemallocThread.Current != _entry)
            throw new InvalidOperationException("The context was left before, or while contexts inside it are still entered. Leave each once, in reverse order: 'using var'.");
        MemallocThread.Current = _outer;
    }
}
