// Charges and leases that move to another reserve, as their purpose becomes known.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    /// <summary>
    /// Moves a lease of another reserve, or of this one, here. The promise of both reserves stays true, since emergency memory does not
    /// change its reserve: the content does.
    /// </summary>
    private protected bool TryMoveHere(ref Holding lease, int bytes, Entitlement entitlement)
    {
        var zone = RequireZone();
        if (!lease.IsEmergency)
        {
            // Who is asked for its place is this reserve from now on; its zone is still its own.
            lease = new Holding(this, lease.Zone!, lease.Block);
            return true;
        }

        if (lease.Reserve == this)
            return true;
        if (!TryAcquire(bytes, ChargeOf(bytes), entitlement, ordinaryFirst: false, out var here))
            return false;
        lease.Block.Span.CopyTo(here.Block.Span);
        var there = lease;
        lease = here;
        there.Release();
        return true;
    }

    /// <summary>Moves what <see cref="TryCharge(long)"/> charged to a reserve of the same unit.</summary>
    private protected bool TryMoveCharge(Reserve other, long amount)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (other == this)
            return _charge.Accounts(amount) ? true : throw Overcharged(amount);

        // First there, then here: the other way round, room that was given up could be gone when it is asked back. What is not charged here
        // is refused before anything is changed there, but for callers who race each other to take the same charge back.
        if (!_charge.Accounts(amount))
            throw Overcharged(amount);
        if (!other.TryCharge(amount))
            return false;
        if (_charge.TryUncharge(amount))
        {
            if (_charge.HasWaiters)
                ServeWaiters();
            return true;
        }

        other.Uncharge(amount);
        throw Overcharged(amount);
    }
}
