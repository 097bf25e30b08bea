// A node that is charged: it has a limit of its own and memory behind it.
using System.Runtime.CompilerServices;
using MemallocKit.Pages;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A reserve: up to its limit, requests of entitled callers succeed while it is connected. Renting and charging are
/// thread-safe, allocate nothing and wait for nothing that waits for memory.
/// </summary>
public abstract partial class Reserve : ReserveNode
{
    private ChargeCounter _charge;

    private protected Reserve(string name, ReserveGroup parent)
        : base(name, ReserveGroup.NotNull(parent).Model, parent.Processors)
    {
    }

    /// <inheritdoc/>
    public override long Usage => _charge.Usage;

    /// <inheritdoc/>
    public override long Peak => _charge.Peak;

    /// <summary>
    /// Accounts for memory that the caller gets by other means. Rents charge by themselves; this is for users who want
    /// more accounted for than that.
    /// </summary>
    /// <param name="amount">In the reserve's unit, at least 1.</param>
    /// <returns>False when the limit would be exceeded, others wait for the reserve, or it is not connected; nothing was charged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCharge(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (_charge.TryCharge(amount))
            return true;
        ReserveEvents.ChargeRefused(this, amount);
        return false;
    }

    /// <summary>Takes back what <see cref="TryCharge(long)"/> charged.</summary>
    /// <param name="amount">In the reserve's unit, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// Less than that was charged by <see cref="TryCharge(long)"/>; what leases hold does not count. Nothing was changed.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Uncharge(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (!_charge.TryUnchargeAtOnce(amount))
            UnchargeContended(amount);
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

    private void UnchargeContended(long amount)
    {
        if (!_charge.TryUncharge(amount))
            throw Overcharged(amount);
        if (_charge.HasWaiters)
            ServeWaiters();
    }

    private InvalidOperationException Overcharged(long amount) => new(
        $"Reserve '{Name}' has less than {amount} charged by {nameof(TryCharge)}, so that cannot be taken back. Leases take their charge back themselves.");

    internal sealed override Zone? FindZone() => Zone;

    /// <summary>The part of priming that is the same for every unit: accounting, figures, ordinary memory, and a gate that is held by another.</summary>
    private protected void PrimeBooks()
    {
        if (TryCharge(1))
            Uncharge(1);
        _ = Usage + Peak + Limit + Pages;
        if (TryCharge(1))
            UnchargeContended(1);
        ChargeCounter.Prime();

        // What a move copies through, where the memory is not ordinary as it is while this runs.
        _ = default(MemoryBlock).Span.Length;
        Zone?.Prime();
        TellRefusal(0, Entitlement.None);
        SpinGate.Prime();
        PrimeWaiting();
    }
}
