// An unmanaged object on loan.
using System.Runtime.CompilerServices;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A <typeparamref name="T"/> rented from an <see cref="ObjectReserve{T}"/>. Dispose it once, on any thread; memory goes back
/// first, then the charge. A second <c>Dispose</c> of the same variable does nothing; of a copy, it
/// throws until the memory is rented again, when the two cannot be told apart: do not copy leases.
/// </summary>
public unsafe ref struct ObjectLease<T>
    where T : unmanaged
{
    private Holding _holding;

    internal ObjectLease(scoped in Holding holding)
    {
        _holding = holding;
        Value = default;
    }

    /// <summary>The object, zero at first. Its reference is not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lease was returned or never rented.</exception>
    public readonly ref T Value
    {
        get
        {
            if (_holding.IsEmpty)
                throw new ObjectDisposedException(nameof(ObjectLease<T>));
            return ref Unsafe.AsRef<T>((void*)_holding.Block.Address);
        }
    }

    /// <summary>Whether it is emergency memory, charged to the reserve.</summary>
    public readonly bool IsEmergency => _holding.IsEmergency;

    /// <summary>Returns the object.</summary>
    public void Dispose() => Detach().Release();

    /// <summary>Moves what is held to the caller, who releases it: for holders that outlive a stack frame.</summary>
    internal Holding Detach()
    {
        var holding = _holding;
        _holding = default;
        return holding;
    }
}
