// A reserve of unmanaged objects of one type.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>A reserve counted in objects of <typeparamref name="T"/>, rented one by one from slabs. Thread-safe.</summary>
public sealed partial class ObjectReserve<T> : Reserve
    where T : unmanaged
{
    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="objects">The limit in objects, 0 or more.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is larger than 2 MiB.</exception>
    public ObjectReserve(string name, ReserveGroup parent, long objects)
        : base(name, parent)
    {
        if (Unsafe.SizeOf<T>() > ObjectEstimate.LargestObjectBytes)
            throw new NotSupportedException($"{typeof(T)} has {Unsafe.SizeOf<T>()} bytes; objects in reserves have at most {ObjectEstimate.LargestObjectBytes}.");
        EnterTree(parent, objects);
    }

    /// <inheritdoc cref="TryRent(out ObjectLease{T}, Entitlement)"/>
    public bool TryRent(out ObjectLease<T> lease) => TryRent(out lease, Entitlement.Thread);

    /// <summary>Rents an object, cleared to zero.</summary>
    /// <param name="lease">The object, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory.</param>
    /// <returns>False when ordinary memory is gone and the caller is not entitled, the limit is reached, or others wait for the reserve.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(out ObjectLease<T> lease, Entitlement entitlement) =>
        TryRent(entitlement, ordinaryFirst: true, out lease);

    internal override ReserveUnit Unit => ReserveUnit.Object;

    internal override long EstimatePages(long amount) => Estimate.Objects(Model, Processors, amount, Unsafe.SizeOf<T>());

    internal override long ChargeOf(int bytes) => 1;

    internal override void Prime()
    {
        PrimeBooks();

        // As users rent, which tries ordinary memory first, then from the reserve alone.
        if (TryRent(out var lease))
            lease.Value = default;
        _ = lease.IsEmergency;
        lease.Dispose();
        if (TryRent(Entitlement.Thread, ordinaryFirst: false, out lease))
            lease.Value = default;
        lease.Dispose();
        PrimeStorage();
    }

    private protected override Backing NewBacking(Zone zone) =>
        new SlabStore(zone, Unsafe.SizeOf<T>(), ObjectEstimate.PerSlab(Unsafe.SizeOf<T>()));

    private bool TryRent(Entitlement entitlement, bool ordinaryFirst, out ObjectLease<T> lease)
    {
        Unsafe.SkipInit(out lease);
        var rented = TryAcquire(Unsafe.SizeOf<T>(), charge: 1, entitlement, ordinaryFirst, out lease.Holding);
        if (rented)
            lease.Value = default;
        return rented;
    }
}
