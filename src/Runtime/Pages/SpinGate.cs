// The lock of the allocator: it never allocates and never waits on the scheduler's objects.
using System.Runtime.CompilerServices;

namespace MemallocKit.Pages;

/// <summary>
/// A mutual exclusion that works when memory is gone. <c>lock</c> and <see cref="Lock"/> create their wait objects on first
/// contention, that is, at the worst moment; this spins, then yields, then sleeps. For short sections only: no I/O, no
/// callbacks, no throwing inside. Not reentrant. A mutable struct: keep it in a field and never copy it.
/// </summary>
internal struct SpinGate
{
    private int _held;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
            EnterContended();
    }

    /// <summary>Runs what otherwise runs for the first time when two threads meet: every way of waiting.</summary>
    public static void Prime()
    {
        const int UntilItSleeps = 24;
        var wait = new SpinWait();
        for (var turn = 0; turn < UntilItSleeps; turn++)
            wait.SpinOnce();
        var gate = default(SpinGate);
        gate.EnterContended();
        gate.Exit();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit() => Volatile.Write(ref _held, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterContended()
    {
        var wait = new SpinWait();
        do
        {
            // Reading before the next exchange keeps the cache line shared while somebody else works.
            while (Volatile.Read(ref _held) != 0)
                wait.SpinOnce();
        }
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
