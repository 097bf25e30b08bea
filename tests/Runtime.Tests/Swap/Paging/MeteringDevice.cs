// Measures what the reclaimer's thread allocates, from inside: the device is called on it.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>
/// Passes everything on. Between two writes the reclaimer goes through all that it does: choose, copy, wait, sleep, wake. Counted per
/// thread, because the total of the process has the test runner's own threads in it.
/// </summary>
internal sealed class MeteringDevice(ISwapDevice inner) : ISwapDevice
{
    private long _first = -1;
    private long _last;
    private int _writer;

    public string Name => inner.Name;

    public long Pages => inner.Pages;

    public int Writes { get; private set; }

    /// <summary>What the writing thread allocated from the first write since <see cref="Reset"/> to the end of the last.</summary>
    public long AllocatedByWriter => _last - _first;

    public void Reset()
    {
        _first = -1;
        Writes = 0;
    }

    public void Activate() => inner.Activate();

    public void Deactivate() => inner.Deactivate();

    public SwapStatus Write(long firstPage, ReadOnlySpan<byte> pages)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (_first < 0)
        {
            _first = GC.GetAllocatedBytesForCurrentThread();
            _writer = thread;
        }

        if (_writer != thread)
            throw new InvalidOperationException("Only the reclaimer writes.");
        var status = inner.Write(firstPage, pages);
        _last = GC.GetAllocatedBytesForCurrentThread();
        Writes++;
        return status;
    }

    public SwapStatus Read(long firstPage, Span<byte> pages) => inner.Read(firstPage, pages);

    public SwapStatus Flush() => inner.Flush();

    public SwapStatus Discard(long firstPage, long pages) => inner.Discard(firstPage, pages);

    public void Dispose() => inner.Dispose();
}
