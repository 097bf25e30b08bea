// The stretch of code in which a thread is entitled to emergency memory.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemallocKit.Reserves.Priming;
using MemallocKit.Slabs;

namespace MemallocKit;

/// <summary>
/// Entitles the current thread to emergency memory until it is disposed. Generated contexts
/// (<see cref="MemallocContextAttribute"/>) are built on it; use it directly where no context type is declared. Scopes nest.
/// It cannot leave its thread: a <c>ref struct</c> does not cross <c>await</c>, <c>yield</c> or a capture.
/// </summary>
public readonly ref struct MemallocScope
{
    private readonly ref ThreadRecord _thread;

    // The number of this entry and of the one around it. Once only, it is the current one when the scope is disposed; a depth
    // would not tell a stale copy from the scope that was entered after it.
    private readonly long _entry;
    private readonly long _outer;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MemallocScope(ref ThreadRecord thread)
    {
        _thread = ref thread;
        _outer = thread.Context;
        _entry = ++thread.Entries;
        thread.Context = _entry;
    }

    /// <summary>Enters a scope. Allocates nothing.</summary>
    /// <param name="mayCharge">The nodes whose reserves the code inside is going to charge.</param>
    /// <exception cref="InvalidOperationException">One of the nodes is not connected.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MemallocScope Enter(ReadOnlySpan<ReserveNode> mayCharge)
    {
        RequireConnected(mayCharge);
        return new MemallocScope(ref ThreadRecord.Current);
    }

    /// <summary>Enters a scope without looking up the thread, which the handle knows.</summary>
    /// <param name="mayCharge">The nodes whose reserves the code inside is going to charge.</param>
    /// <param name="zone">This thread's handle of any zone.</param>
    /// <exception cref="InvalidOperationException">One of the nodes is not connected.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MemallocScope Enter(ReadOnlySpan<ReserveNode> mayCharge, in ZoneHandle zone)
    {
        RequireConnected(mayCharge);
        return new MemallocScope(ref zone.Thread);
    }

    /// <summary>
    /// Runs what is otherwise run for the first time in an emergency: entering and leaving, and the rent and return of one
    /// unit of emergency memory of every reserve under the nodes. To be called once after connecting; allocates.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the nodes is not connected.</exception>
    public static void Prime(ReadOnlySpan<ReserveNode> mayCharge)
    {
        FrameworkCalls.RunOnce();
        using var scope = Enter(mayCharge);
        foreach (var node in mayCharge)
        {
#pragma warning disable MKIT3014 // Before the emergency, and says that it allocates.
            node.Prime();
#pragma warning restore MKIT3014
        }
    }

    /// <summary>
    /// The zone that the nodes are connected in, as this thread sees it: allocates ordinary memory without looking the thread up, which the
    /// scope knows. Of nodes in several zones the first that has a reserve below decides.
    /// </summary>
    /// <exception cref="InvalidOperationException">The scope was not entered, or none of the nodes has a reserve that is connected.</exception>
    public ZoneHandle GetHandle(ReadOnlySpan<ReserveNode> nodes)
    {
        if (_entry == 0)
            ThrowNotCurrent();
        foreach (var node in nodes)
        {
            if (node.FindZone() is { } zone)
                return zone.GetHandle(ref _thread);
        }

        throw new InvalidOperationException("None of the context's nodes has a reserve that is connected, so there is no zone.");
    }

    /// <summary>Leaves the scope.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was left before, or scopes inside it are still entered. Nothing was changed.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (_entry == 0 || _thread.Context != _entry)
            ThrowNotCurrent();
        _thread.Context = _outer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireConnected(ReadOnlySpan<ReserveNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (!node.IsConnected)
                ThrowNotConnected(node);
        }
    }

    [DoesNotReturn]
    private static void ThrowNotConnected(ReserveNode node) => throw new InvalidOperationException(
        $"Reserve '{node.Name}' is not connected: call Connect() on its tree, at start, before entering the context.");

    [DoesNotReturn]
    private static void ThrowNotCurrent() => throw new InvalidOperationException(
        "The context was left before, or while contexts inside it are still entered. Leave each once, in reverse order: 'using var'.");
}
