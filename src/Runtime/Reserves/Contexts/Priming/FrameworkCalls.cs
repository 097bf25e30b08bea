// First calls of the framework that this library makes in an emergency.
namespace MemallocKit.Reserves.Priming;

internal static class FrameworkCalls
{
    /// <summary>Waiting for a lock, asking for the time, waking a thread: what the rent and return of one unit need not do.</summary>
#pragma warning disable CS3016 // Nothing of it is public, so nobody has to be able to read it.
    [MemallocPrime]
#pragma warning restore CS3016
    public static void RunOnce()
    {
        _ = Environment.TickCount64;
        var wait = new SpinWait();
        wait.SpinOnce();
        using var signal = new AutoResetEvent(initialState: false);
        signal.Set();
        signal.WaitOne();
    }
}
