// A reserve of bytes, for requests of varying size.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A reserve counted in bytes, for requests of 1 to <see cref="Largest"/> bytes. A request is charged its length, but not
/// less than 64. Its estimate has to stand the worst order of requests and so is several times the limit (7 times at
/// the default <see cref="Largest"/>): where sizes are fixed, an <see cref="ObjectReserve{T}"/> is cheaper. Thread-safe.
/// </summary>
public sealed partial class ByteReserve : Reserve
{
    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="bytes">The limit in bytes, 0 or more.</param>
    /// <param name="largest">The largest request, 64 bytes to 2 MiB.</param>
    public ByteReserve(string name, ReserveGroup parent, long bytes, int largest = ByteEstimate.DefaultLargest)
        : base(name, parent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, ByteEstimate.SmallestCharge);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largest, ByteEstimate.LargestAllowed);
        Largest = largest;
        EnterTree(parent, bytes);
    }

    /// <summary>The largest request in bytes.</summary>
    public int Largest { get; }

    /// <inheritdoc cref="TryRent(int, out ByteLease, Entitlement)"/>
    public bool TryRent(int bytes, out ByteLease lease) => TryRent(bytes, out lease, Entitlement.Thread);

    /// <summary>Rents bytes that lie side by side.</summary>
    /// <param name="bytes">1 to <see cref="Largest"/>.</param>
    /// <param name="lease">The bytes, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory.</param>
    /// <returns>False when ordinary memory is gone and the caller is not entitled, the limit is reached, or others wait for the reserve.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(int bytes, out ByteLease lease, Entitlement entitlement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Largest);
        return TryRent(bytes, entitlement, ordinaryFirst: true, out lease);
    }

    internal override ReserveUnit Unit => ReserveUnit.Byte;

    internal override long EstimatePages(long amount) => Estimate.Bytes(Model, Processors, amount, Largest);

    internal override long ChargeOf(int bytes) => Math.Max(bytes, ByteEstimate.SmallestCharge);

    internal override void Prime()
    {
        PrimeBooks();
        for (long block = ByteEstimate.SmallestCharge; block < 2L * Largest; block *= 2)
        {
            // As users rent, which tries ordinary memory first, then from the reserve alone.
            var bytes = (int)Math.Min(block, Largest);
            if (TryRent(bytes, out var ordinary))
                ordinary.Span[0] = 0;
            _ = ordinary.IsEmergency;
            ordinary.Dispose();
            if (TryRent(bytes, Entitlement.Thread, ordinaryFirst: false, out var lease))
                lease.Span[0] = 0;
            lease.Dispose();
        }

        PrimeStorage();
    }

    private protected override Backing NewBacking(Zone zone) => new ByteStore(zone, Largest);

    private bool TryRent(int bytes, Entitlement entitlement, bool ordinaryFirst, out ByteLease lease)
    {
        Unsafe.SkipInit(out lease);
        return TryAcquire(bytes, ChargeOf(bytes), entitlement, ordinaryFirst, out lease.Holding);
    }
}
