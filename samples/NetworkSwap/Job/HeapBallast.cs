// Fills the managed heap to its hard limit and keeps it full.

namespace NetworkSwap.Job;

/// <summary>
/// Holds arrays of falling sizes until even the smallest object is refused. Everything it needs later is there from the
/// start. One thread.
/// </summary>
internal sealed class HeapBallast
{
    /// <summary>The hard limit of the worker's heap. With 64 MiB the runtime of .NET 10 can crash after a caught OutOfMemoryException.</summary>
    public const long LimitBytes = 128 << 20;

    // Room for the limit in pieces of 512 bytes. The large sizes fill the heap; the small ones only its last corners.
    private readonly object?[] _held = new object?[LimitBytes / 512];
    private int _count;
    private bool _filled;
    private FinalizerPause? _pause;

    /// <summary>How often a new was refused while the heap was meant to be full.</summary>
    public long Refusals { get; private set; }

    /// <summary>Bytes that probes were given: more ballast where a corner was left, and the exceptions of refusals.</summary>
    public long ProbeBytes { get; private set; }

    /// <summary>Runs every path once while there is memory: a refusal needs code and an exception, too.</summary>
    public void Prime()
    {
        TryHold(int.MaxValue);
        TryHold(0);
        Release();
    }

    /// <returns>False when the heap has no hard limit, or could not be filled.</returns>
    public bool TryFill()
    {
        // Without a limit of its own, filling the heap would fill the machine.
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > LimitBytes)
            return false;
        _pause = new FinalizerPause();
        _filled = true;
        foreach (int length in (ReadOnlySpan<int>)[1 << 20, 60_000, 8_000, 1_000, 200, 0])
        {
            while (TryHold(length))
            {
            }
        }

        return Probe() && Probe();
    }

    /// <summary>
    /// Asks for the smallest object there is. If it is given, the heap is filled up again. Does nothing while the heap is not
    /// meant to be full.
    /// </summary>
    /// <returns>False when the heap cannot be kept full.</returns>
    public bool Probe()
    {
        if (!_filled)
            return true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (TryHold(0))
        {
        }

        ProbeBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        bool refused = _count < _held.Length;
        Refusals += refused ? 1 : 0;
        return refused;
    }

    public void Release()
    {
        _filled = false;
        _pause?.Dispose();
        Array.Clear(_held);
        _count = 0;
    }

    private bool TryHold(int length)
    {
        // No room to hold more is no refusal; Probe tells the two apart.
        if (_count == _held.Length)
            return false;
        try
        {
            _held[_count] = new byte[length];
            _count++;
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
