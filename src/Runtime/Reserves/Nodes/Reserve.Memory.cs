// Renting and returning: the paths that may not fail.
using MemallocKit.Reserves;
using MemallocKit.Slabs;

namespace MemallocKit;

public abstract partial class Reserve
{
    private EmergencyStore? _store;

    /// <summary>Takes emergency memory back, then its charge, in one step for everybody else.</summary>
    /// <exception cref="InvalidOperationException">The memory is not in use here, in this form. Nothing was changed.</exception>
    internal void Return(EmergencyStore store, nint address, int bytes, long charge, int holder)
    {
        // Before: afterwards another thread may have the memory, and report that first.
        if (ZoneObserver.IsUsed)
            Zone?.Observer?.Freed(address);
        _charge.Enter();
        var returned = store == _store && store.TryReturn(address, bytes);
        if (holder != 0 && returned)
            _holders!.Return(holder);
        var last = returned && _counters.EndRent();
        _charge.Exit(settled: returned ? charge : 0);
        if (!returned)
            throw store.BadReturn(address);
        if (_charge.HasWaiters)
            ServeWaiters();
        if (last && ReserveEvents.IsEnabled)
            ReserveEvents.EmergencyLeft(this);
    }

    /// <summary>Ends a charge that a lease held for what is not in the reserve's store.</summary>
    internal void Settle(long amount)
    {
        _charge.Enter();
        Leave(settled: amount);
    }

    /// <summary>Charges for an entitled caller, and holds the gate; neither when it is refused.</summary>
    private protected bool TryEnterEntitled(long charge, Entitlement entitlement) =>
        MemallocThread.IsEntitled(entitlement) && _charge.TryEnter(charge);

    private protected void Enter() => _charge.Enter();

    private protected void Leave(long settled = 0)
    {
        _charge.Exit(settled);
        if (_charge.HasWaiters)
            ServeWaiters();
    }

    private protected Zone RequireZone() => Zone ?? throw new InvalidOperationException(
        $"Reserve '{Name}' is not connected: call Connect() on its tree, at start.");

    /// <summary>
    /// The order of the patch set's <c>kmalloc_reserve</c>: ordinary memory; for entitled callers a charge, then emergency
    /// memory, and the charge back if that fails. By the invariant of the pool it does not.
    /// </summary>
    private protected bool TryAcquire(int bytes, long charge, Entitlement entitlement, bool ordinaryFirst, out Holding holding)
    {
        if (TryAcquireUntold(bytes, charge, entitlement, ordinaryFirst, out holding))
            return true;
        TellRefusal(charge, entitlement);
        return false;
    }

    /// <summary>The same for a caller who is going to wait, so that a refusal is not the last word.</summary>
    private bool TryAcquireUntold(int bytes, long charge, Entitlement entitlement, bool ordinaryFirst, out Holding holding)
    {
        var zone = RequireZone();

        // Growing the zone calls the system: not for a caller who is entitled, be it by a context, which the zone knows of, or by this call.
        if (ordinaryFirst && (entitlement == Entitlement.Memalloc
            ? zone.TryAllocateEntitled(bytes, out var block)
            : zone.TryAllocate(bytes, out block)))
        {
            Holding.Ordinary(out holding, this, zone, block);
            return true;
        }

        if (TryEnterEntitled(charge, entitlement))
            return TryTakeHeld(bytes, charge, out holding);
        holding = default;
        return false;
    }

    /// <summary>Takes emergency memory for a charge that was granted before.</summary>
    private protected bool TryTakeCharged(int bytes, long charge, out Holding holding)
    {
        _charge.Enter();
        return TryTakeHeld(bytes, charge, out holding);
    }

    /// <summary>Takes memory under the gate, which it leaves. A granted charge keeps the reserve connected, so this is the store it is for.</summary>
    private bool TryTakeHeld(int bytes, long charge, out Holding holding)
    {
        var store = _store!;
        var taken = store.TryTake(bytes, out var address);
        var holder = taken && _holders is { } holders ? holders.Take(charge, Clock.Milliseconds) : 0;
        var first = taken && _counters.BeginRent();
        _charge.Exit(settled: taken ? 0 : charge);
        if (taken)
            Holding.Emergency(out holding, this, store, address, bytes, charge, holder);
        else
            holding = default;
        if (first && ReserveEvents.IsEnabled)
            ReserveEvents.EmergencyEntered(this);
        if (ZoneObserver.IsUsed && taken)
            Zone?.Observer?.Allocated(address, bytes, this);
        return taken;
    }
}
