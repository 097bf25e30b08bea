// A reserve of pages.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A reserve counted in pages of 4 KiB, rented in runs of up to <see cref="RunPages"/>. A rent that ordinary memory cannot serve
/// is charged a whole run, so a limit of L pages serves L / <see cref="RunPages"/> of them at a time. Thread-safe.
/// </summary>
public sealed partial class PageReserve : Reserve
{
    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="pages">The limit in pages, 0 or more, a multiple of <paramref name="runPages"/>.</param>
    /// <param name="runPages">The longest run that one rent gives, 1 to 512 pages.</param>
    public PageReserve(string name, ReserveGroup parent, long pages, int runPages = 1)
        : base(name, parent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runPages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(runPages, PageArithmetic.MaxRunPages);
        RunPages = runPages;
        EnterTree(parent, pages);
    }

    /// <summary>How many pages that lie side by side one rent can have.</summary>
    public int RunPages { get; }

    /// <summary>Rents a run of <see cref="RunPages"/> pages.</summary>
    /// <param name="lease">The pages, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory.</param>
    /// <returns>False when ordinary memory is gone and the caller is not entitled, the limit is reached, or others wait for the reserve.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(out PageLease lease, Entitlement entitlement) => TryRent(RunPages, out lease, entitlement);

    /// <inheritdoc cref="TryRent(out PageLease, Entitlement)"/>
    public bool TryRent(out PageLease lease) => TryRent(RunPages, out lease, Entitlement.Thread);

    /// <inheritdoc cref="TryRent(int, out PageLease, Entitlement)"/>
    public bool TryRent(int pages, out PageLease lease) => TryRent(pages, out lease, Entitlement.Thread);

    /// <summary>Rents a run of <paramref name="pages"/>, charged as a whole run if it must come from the reserve.</summary>
    /// <param name="pages">1 to <see cref="RunPages"/>.</param>
    /// <param name="lease">The pages, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory.</param>
    /// <returns>False when ordinary memory is gone and the caller is not entitled, the limit is reached, or others wait for the reserve.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(int pages, out PageLease lease, Entitlement entitlement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, RunPages);
        return TryRent(pages, entitlement, ordinaryFirst: true, out lease);
    }

    internal override ReserveUnit Unit => ReserveUnit.Page;

    internal override long EstimatePages(long amount) => amount % RunPages == 0
        ? amount
        : throw new ArgumentOutOfRangeException(
            nameof(amount), amount, $"The pages of '{Name}' must be a multiple of its run of {RunPages}.");

    internal override long ChargeOf(int bytes) => RunPages;

    internal override void Prime()
    {
        PrimeBooks();

        // As users rent, which tries ordinary memory first, then from the reserve alone.
        if (TryRent(out var lease))
            lease.Span[0] = 0;
        _ = lease.IsEmergency;
        lease.Dispose();
        TryRent(1, out lease);
        lease.Dispose();
        TryRent(out lease, Entitlement.Thread);
        lease.Dispose();
        if (TryRent(RunPages, Entitlement.Thread, ordinaryFirst: false, out lease))
            lease.Span[0] = 0;
        lease.Dispose();
        PrimeStorage();
    }

    private protected override Backing NewBacking(Zone zone) =>
        new SlabStore(zone, RunPages * PageArithmetic.PageBytes, RunPages);

    private bool TryRent(int pages, Entitlement entitlement, bool ordinaryFirst, out PageLease lease)
    {
        Unsafe.SkipInit(out lease);
        lease.RentedPages = pages;
        return TryAcquire(pages * PageArithmetic.PageBytes, RunPages, entitlement, ordinaryFirst, out lease.Holding);
    }
}
