// A queue with what its waiters sleep on.
namespace MemallocKit.Reserves;

/// <summary>
/// Made when the reserve is first connected, and kept: with every place comes an event, so that waiting allocates nothing.
/// <see cref="AutoResetEvent"/> was chosen by measuring: it allocates nothing at its first wait and needs no lock around it
/// (<see cref="SemaphoreSlim"/> allocates 64 bytes at its first wait, <see cref="Lock"/> 56 at its first contention). Thread-safe.
/// </summary>
internal sealed class WaitLine
{
    /// <summary>How many threads can wait for a reserve at a time.</summary>
    public const int Places = 64;

    private readonly AutoResetEvent[] _wakes = new AutoResetEvent[Places];

    public WaitLine()
    {
        for (var place = 0; place < Places; place++)
            _wakes[place] = new AutoResetEvent(false);
    }

    public WaitQueue Queue { get; } = new(Places);

    /// <summary>Hands charges over as long as there is room. To be called after anything that makes room.</summary>
    public void Serve(ref ChargeCounter charge)
    {
        for (var place = Queue.TryServe(ref charge); place != WaitPlace.None; place = Queue.TryServe(ref charge))
            _wakes[place].Set();
    }

    /// <summary>Sends those away who ask for more than the ceiling, which was lowered. What they stood before may be served.</summary>
    public void Refuse(ref ChargeCounter charge, WaitState reason)
    {
        for (var place = Queue.TryRefuse(ref charge, reason); place != WaitPlace.None; place = Queue.TryRefuse(ref charge, reason))
            _wakes[place].Set();
        Serve(ref charge);
    }

    /// <summary>Sleeps until woken, or for the time. May return early: look at the state of the place.</summary>
    public void Sleep(int place, int milliseconds) => _wakes[place].WaitOne(milliseconds);
}
