// Pages on loan.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// Pages rented from a <see cref="PageReserve"/>. Dispose it once, on any thread; memory goes back first, then the charge. A
/// second <c>Dispose</c> of the same variable does nothing; of a copy, it
/// throws until the memory is rented again, when the two cannot be told apart: do not copy leases.
/// </summary>
public ref struct PageLease
{
    internal int RentedPages;

    /// <summary>Filled in place by the reserve.</summary>
    internal Holding Holding;

    /// <summary>The pages; their content is not cleared. Not to be passed to <see cref="Zone.Free(PageRun)"/>.</summary>
    public readonly PageRun Run => new(Holding.Block.Address, Holding.IsEmpty ? 0 : RentedPages, Holding.Block.Stamp);

    /// <summary>The memory of the pages, 4096 bytes each; empty after <see cref="Dispose"/>.</summary>
    public readonly Span<byte> Span => Run.Span;

    /// <summary>Whether it is emergency memory, charged to the reserve.</summary>
    public readonly bool IsEmergency => Holding.IsEmergency;

    /// <summary>Returns the pages.</summary>
    public void Dispose() => Holding.Release();

    /// <summary>
    /// Moves the lease into storage: the value that is returned may be kept in fields and queues, and is to be disposed instead of this. Storing
    /// emergency memory neither fails nor allocates (see <see cref="Reserve.StoredLeases"/>), nor does storing as many leases as the limit
    /// allows, for entitled callers; beyond that, ordinary memory needs a little more of its kind for its place.
    /// </summary>
    /// <param name="entitlement">Whether this call may charge the reserve for the place of ordinary memory.</param>
    /// <exception cref="InvalidOperationException">There is no place. The lease stays what it was.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned or never rented.</exception>
    public StoredLease Store(Entitlement entitlement = Entitlement.Thread) => new StoredLease(Reserve.Store(ref Holding, entitlement));

    /// <summary>
    /// Moves the lease to another reserve, now that its purpose is known. Emergency memory is charged there, copied there, and freed and
    /// uncharged here, so what was taken of it before (spans, references) is dead; ordinary memory stays where it is. All or nothing.
    /// </summary>
    /// <param name="other">Where it is to be charged.</param>
    /// <param name="entitlement">Whether this call may use emergency memory of <paramref name="other"/>.</param>
    /// <returns>False when <paramref name="other"/> has no room for it or the caller is not entitled; nothing was changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than what <paramref name="other"/> rents at a time.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="other"/> is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned or never rented.</exception>
    public bool TryTransferTo(PageReserve other, Entitlement entitlement = Entitlement.Thread)
    {
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(Holding.IsEmpty, typeof(PageLease));
        return other.TryMoveHere(ref Holding, entitlement);
    }

    /// <summary>Moves what is held to the caller, who releases it: for holders that outlive a stack frame.</summary>
    internal Holding Detach()
    {
        var holding = Holding;
        Holding = default;
        return holding;
    }
}
