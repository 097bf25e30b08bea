// Keeps the finalizer thread from running while the heap is full.

using System.Runtime.CompilerServices;

namespace NetworkSwap.Job;

/// <summary>
/// Each collection wakes finalizers, and some of the framework's allocate (the shared array pool trims itself after a full
/// collection and enumerates a list to do so). With a full heap that fails, every failure is two more full collections, and they
/// wake the finalizers again: the process would do nothing else. From construction to disposal no finalizer runs.
/// </summary>
internal sealed class FinalizerPause : IDisposable
{
    private readonly ManualResetEvent _entered = new(false);
    private readonly ManualResetEvent _left = new(false);

    public FinalizerPause()
    {
        do
        {
            Abandon();
            GC.Collect();
        }
        while (!_entered.WaitOne(TimeSpan.FromMilliseconds(100)));
    }

    public void Dispose() => _left.Set();

    // In a frame of its own, so that nothing refers to the object any more when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Abandon() => _ = new Blocker(_entered, _left);

    private sealed class Blocker(ManualResetEvent entered, ManualResetEvent left)
    {
        ~Blocker()
        {
            entered.Set();
            left.WaitOne();
        }
    }
}
