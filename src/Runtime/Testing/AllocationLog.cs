// What was allocated from a zone and not freed again.
using System.Diagnostics;

namespace MemallocKit.Testing;

/// <summary>An allocation that is live.</summary>
/// <param name="Bytes">How much was asked for.</param>
/// <param name="Owner">The reserve that was charged; <see langword="null"/> for ordinary memory.</param>
/// <param name="Trace">Where it was made, if that was asked for.</param>
internal readonly record struct LiveAllocation(long Bytes, Reserve? Owner, StackTrace? Trace);

/// <summary>Keeps the live allocations of a zone from its construction to its disposal. Thread-safe.</summary>
internal sealed class AllocationLog : TestObserver, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<nint, LiveAllocation> _live = [];
    private readonly Zone _zone;
    private readonly bool _callSites;
    private long _bytes;
    private long _older;

    public AllocationLog(Zone zone, bool callSites)
    {
        (_zone, _callSites) = (zone, callSites);
        ObserverChain.Add(zone, this);
    }

    public long LiveCount
    {
        get
        {
            lock (_lock)
                return _live.Count;
        }
    }

    public long LiveBytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>By how much the number of allocations rose: those made here and live, less older ones that were freed.</summary>
    public long Growth
    {
        get
        {
            lock (_lock)
                return _live.Count - _older;
        }
    }

    public LiveAllocation[] Live()
    {
        lock (_lock)
            return [.. _live.Values];
    }

    public void Dispose() => ObserverChain.Remove(_zone, this);

    protected override void NoteAllocated(nint address, long bytes, Reserve? charged)
    {
        var trace = _callSites ? CallSite.Capture() : null;
        lock (_lock)
        {
            // One that was freed through another thread's cache, unseen.
            if (_live.TryGetValue(address, out var gone))
                _bytes -= gone.Bytes;
            _live[address] = new LiveAllocation(bytes, charged, trace);
            _bytes += bytes;
        }
    }

    protected override void NoteFreed(nint address)
    {
        lock (_lock)
        {
            if (_live.Remove(address, out var allocation))
                _bytes -= allocation.Bytes;
            else
                _older++;
        }
    }
}
