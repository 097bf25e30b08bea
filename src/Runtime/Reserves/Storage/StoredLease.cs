// Pages or bytes on loan, to be kept in fields and queues.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A <see cref="PageLease"/> or <see cref="ByteLease"/> in storage: a plain value that may be kept in fields and queues, on the heap and across
/// <c>await</c>. Dispose it once, on any thread. It names the lease by a number that is given out once, so a use after the return and a second
/// return are caught for good, through copies too, whoever has the memory by then. Uses and the return must not run at the same
/// time: a span taken before the return is not known to be stale.
/// </summary>
public readonly struct StoredLease : IDisposable
{
    private readonly StoredHandle _handle;

    internal StoredLease(StoredHandle handle) => _handle = handle;

    /// <summary>The memory, as long as was asked for. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">It was returned, or is the default value.</exception>
    public Span<byte> Span => _handle.Find(out _).Span;

    /// <summary>Whether it is emergency memory, charged to the reserve.</summary>
    /// <exception cref="InvalidOperationException">It was returned, or is the default value.</exception>
    public bool IsEmergency
    {
        get
        {
            _handle.Find(out var isEmergency);
            return isEmergency;
        }
    }

    /// <summary>Returns the memory.</summary>
    /// <exception cref="InvalidOperationException">It was returned before, or is the default value. Nothing was changed.</exception>
    public void Dispose() => _handle.Return();
}
