// An unmanaged object on loan, to be kept in fields and queues.
using System.Runtime.CompilerServices;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// An <see cref="ObjectLease{T}"/> in storage: a plain value that may be kept in fields and queues, on the heap and across <c>await</c>. Dispose
/// it once, on any thread. A use after the return and a second return are caught for good: see <see cref="StoredLease"/>.
/// </summary>
public readonly struct StoredLease<T> : IDisposable
    where T : unmanaged
{
    private readonly StoredHandle _handle;

    internal StoredLease(StoredHandle handle) => _handle = handle;

    /// <summary>The object. Its reference is not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">It was returned, or is the default value.</exception>
    public unsafe ref T Value => ref Unsafe.AsRef<T>((void*)_handle.Find(out _).Address);

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

    /// <summary>Returns the object.</summary>
    /// <exception cref="InvalidOperationException">It was returned before, or is the default value. Nothing was changed.</exception>
    public void Dispose() => _handle.Return();
}
