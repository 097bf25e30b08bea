// A node that is charged: it has a limit of its own and memory behind it.
using MemallocKit.Pages;
using MemallocKit.Reserves;
using MemallocKit.Slabs;

namespace MemallocKit;

/// <summary>
/// A reserve: up to its limit, requests of entitled callers succeed while it is connected. Renting and charging are
/// thread-safe, allocate nothing and wait for nothing that waits for memory.
/// </summary>
public abstract class Reserve : ReserveNode
{
    private ChargeCounter _charge;
    private EmergencyStore? _store;
    private Zone? _zone;
    private int _connections;

    private protected Reserve(string name, ReserveGroup parent)
        : base(name, ReserveGroup.NotNull(parent), parent.Model, parent.Processors)
    {
    }

    /// <inheritdoc/>
    public override long Usage => _charge.Usage;

    /// <inheritdoc/>
    public override long Peak => _charge.Peak;

    /// <inheritdoc/>
    public override bool IsConnected => Zone is not null;

    internal Zone? Zone => Volatile.Read(ref _zone);

    /// <summary>
    /// Being connected or resized. The tree lock keeps other threads away, but not the factory of an instance reserve, which is the
    /// user's and may call back. Under <see cref="ReserveNode.TreeLock"/>.
    /// </summary>
    internal bool IsChanging { get; set; }

    internal InvalidOperationException Changing() => new(
        $"Reserve '{Name}' is being connected or resized. A factory must not connect, disconnect or resize reserves that are connected together with its own.");

    /// <summary>
    /// Accounts for memory that the caller gets by other means. Rents charge by themselves; this is for users who want
    /// more accounted for than that.
    /// </summary>
    /// <param name="amount">In the reserve's unit, at least 1.</param>
    /// <returns>False when the limit would be exceeded or the reserve is not connected; nothing was charged.</returns>
    public bool TryCharge(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        return _charge.TryCharge(amount);
    }

    /// <summary>Takes back what <see cref="TryCharge"/> charged.</summary>
    /// <param name="amount">In the reserve's unit, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// Less than that was charged by <see cref="TryCharge"/>; what leases hold does not count. Nothing was changed.
    /// </exception>
    public void Uncharge(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (!_charge.TryUncharge(amount))
            throw new InvalidOperationException($"Reserve '{Name}' has less than {amount} charged by {nameof(TryCharge)}, so that cannot be taken back. Leases take their charge back themselves.");
    }

    /// <summary>
    /// Changes the limit. While connected, more pages are taken before the limit rises and given back after it fell. To be
    /// called at set-up; thread-safe.
    /// </summary>
    /// <param name="limit">The new limit in the reserve's unit, 0 or more.</param>
    /// <returns>False, with nothing changed, when the pages cannot be had or more than that is charged.</returns>
    /// <exception cref="InvalidOperationException">The reserve is sized by its shares: resize one of them.</exception>
    public bool TryResize(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (TreeLock)
        {
            if (FirstChild is not null)
                throw new InvalidOperationException($"Reserve '{Name}' is sized by its shares. Resize '{FirstChild.Name}' or another of them.");
            return TryResizeHeld(Limit, limit, this);
        }
    }

    /// <inheritdoc/>
    public sealed override ReserveConnection Connect(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        lock (TreeLock)
            return ReserveConnection.Open(this, zone);
    }

    /// <summary>Pages that an amount needs, by the tree's model. Throws for amounts that the unit does not allow.</summary>
    internal abstract long EstimatePages(long amount);

    /// <summary>
    /// Replaces the part <paramref name="from"/> of the limit by <paramref name="to"/>, on behalf of <paramref name="node"/>: the
    /// reserve itself or one of its shares. All or nothing. Under <see cref="ReserveNode.TreeLock"/>.
    /// </summary>
    internal bool TryResizeHeld(long from, long to, ReserveNode node)
    {
        if (IsChanging)
            throw Changing();
        // A saturated estimate is no number to subtract from.
        var pages = EstimatePages(to) is var needed and < long.MaxValue ? needed - EstimatePages(from) : long.MaxValue;
        node.RefuseOverflow(pages, to - from);
        var limit = Limit - from + to;
        if (IsConnected)
        {
            if (to > from)
            {
                if (!TryGrowAlone(pages, limit))
                    return false;
                _charge.RaiseCeiling(limit);
            }
            else
            {
                if (!_charge.TryLowerCeiling(limit))
                    return false;
                Shrink(-pages, Limit, limit);
            }
        }

        node.AddUpwards(pages, to - from);
        return true;
    }

    private bool TryGrowAlone(long pages, long limit)
    {
        IsChanging = true;
        try
        {
            return TryGrow(pages, Limit, limit);
        }
        finally
        {
            IsChanging = false;
        }
    }

    /// <summary>First half of connecting: takes the memory, unless a connection holds it already.</summary>
    internal bool TryPrepare(Zone zone)
    {
        if (_connections > 0)
            return true;

        // In place before the first charge can be granted, and not replaced while one is: see TryAcquire.
        _store = NewStore(zone);
        return TryGrow(Pages, 0, Limit);
    }

    /// <summary>Undoes <see cref="TryPrepare"/>.</summary>
    internal void Abandon()
    {
        if (_connections == 0)
            Shrink(Pages, Limit, 0);
    }

    /// <summary>Second half of connecting: cannot fail. From here on charges are granted.</summary>
    internal void Open(Zone zone)
    {
        if (_connections++ > 0)
            return;
        zone.CountConnection(+1);
        Volatile.Write(ref _zone, zone);
        _charge.RaiseCeiling(Limit);
    }

    /// <summary>
    /// Makes charges wait for <see cref="Reopen"/> or <see cref="Release"/> if this is the last connection; false when
    /// something is charged.
    /// </summary>
    internal bool TryClose() => _connections > 1 || _charge.TryHold(0);

    /// <summary>Undoes <see cref="TryClose"/>.</summary>
    internal void Reopen()
    {
        if (_connections == 1)
            _charge.Exit();
    }

    /// <summary>One connection less covers the reserve, which was closed if it is the last.</summary>
    internal void Release()
    {
        _connections--;
        if (_connections > 0 || _zone is not { } zone)
            return;
        Volatile.Write(ref _zone, null);
        _charge.ExitWithCeiling(0);
        Shrink(Pages, Limit, 0);
        zone.CountConnection(-1);
    }

    /// <summary>Ends a charge that a lease held, after its memory was freed.</summary>
    internal void Settle(long amount)
    {
        _charge.Enter();
        _charge.Exit(settled: amount);
    }

    /// <summary>Makes the store of the derived class in a zone; <see langword="null"/> where the memory is not the zone's.</summary>
    private protected abstract EmergencyStore? NewStore(Zone zone);

    /// <summary>Takes what stands behind a limit that rises; all or nothing.</summary>
    private protected virtual bool TryGrow(long pages, long fromLimit, long toLimit) =>
        _store!.TryGrow(pages, fromLimit, toLimit);

    /// <summary>Gives back what stood behind a limit that fell.</summary>
    private protected virtual void Shrink(long pages, long fromLimit, long toLimit) =>
        _store!.Shrink(pages, fromLimit, toLimit);

    /// <summary>Enters the tree with the first limit, once the derived class can estimate.</summary>
    private protected void EnterTree(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (TreeLock)
        {
            var pages = EstimatePages(limit);
            RefuseOverflow(pages, limit);
            Attach();
            AddUpwards(pages, limit);
        }
    }

    /// <summary>The part of priming that is the same for every unit: accounting, figures, and a gate that is held by another.</summary>
    private protected void PrimeBooks()
    {
        if (TryCharge(1))
            Uncharge(1);
        _ = Usage + Peak + Limit + Pages;
        SpinGate.Prime();
    }

    private protected Zone RequireZone() => Zone ?? throw new InvalidOperationException(
        $"Reserve '{Name}' is not connected: call Connect() on its tree, at start.");

    /// <summary>Charges on behalf of a lease, for an entitled caller.</summary>
    private protected bool TryChargeEntitled(long amount, Entitlement entitlement)
    {
        if (!MemallocThread.IsEntitled(entitlement) || !_charge.TryEnter(amount))
            return false;
        _charge.Exit();
        return true;
    }

    /// <summary>
    /// The order of the patch set's <c>kmalloc_reserve</c>: ordinary memory; for entitled callers a charge, then emergency
    /// memory, and the charge back if that fails. By the invariant of the pool it does not.
    /// </summary>
    private protected bool TryAcquire(int bytes, int cache, long charge, Entitlement entitlement, bool ordinaryFirst, out Holding holding)
    {
        var zone = RequireZone();
        if (ordinaryFirst && zone.TryAllocate(bytes, out var block))
        {
            holding = new Holding(zone, block);
            return true;
        }

        if (TryChargeEntitled(charge, entitlement))
        {
            // Only now: a granted charge keeps the reserve connected, so this is the store the charge is for.
            var emergency = _store![cache];
            if (emergency.TryAllocate(out var slot))
            {
                holding = new Holding(this, emergency, slot, bytes, charge);
                return true;
            }

            Settle(charge);
        }

        holding = default;
        return false;
    }
}
