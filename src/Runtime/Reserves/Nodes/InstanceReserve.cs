// A reserve of instances of a class, built when it is connected.
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A reserve counted in instances of a class. They are built when the reserve is connected and pooled, so a rent is always
/// charged and needs an entitled caller; there is no ordinary memory to try first. Instances are dropped, not disposed, when the
/// reserve is disconnected or shrinks. Takes no pages of the zone. Thread-safe.
/// </summary>
public sealed partial class InstanceReserve<T> : Reserve
    where T : class
{
    private readonly InstancePool<T> _pool;
    private readonly Action<T>? _reset;

    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="instances">The limit, 0 to 1,000,000.</param>
    /// <param name="create">Builds an instance; called when the reserve is connected or resized, never by a rent.</param>
    /// <param name="reset">
    /// Called with an instance that is returned, before it can be rented again, on the thread that returns it; without one,
    /// <see cref="IResettable.Reset"/> of instances that have it. It should do nothing that can fail: if it throws, the instance is back all
    /// the same, as the reset left it, and whoever returned it gets the exception.
    /// </param>
    public InstanceReserve(string name, ReserveGroup parent, long instances, Func<T> create, Action<T>? reset = null)
        : base(name, parent)
    {
        ArgumentNullException.ThrowIfNull(create);
        _pool = new InstancePool<T>(name, create);
        _reset = reset;
        EnterTree(parent, instances);
    }

    /// <inheritdoc cref="TryRent(out InstanceLease{T}, Entitlement)"/>
    public bool TryRent(out InstanceLease<T> lease) => TryRent(out lease, Entitlement.Thread);

    /// <summary>Rents an instance, reset or, without a reset, as its last user left it.</summary>
    /// <param name="lease">The instance, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use the reserve.</param>
    /// <returns>False when the caller is not entitled, the limit is reached, or others wait for the reserve.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(out InstanceLease<T> lease, Entitlement entitlement)
    {
        if (TryRentUntold(out lease, entitlement))
            return true;
        TellRefusal(1, entitlement);
        return false;
    }

    private bool TryRentUntold(out InstanceLease<T> lease, Entitlement entitlement)
    {
        RequireZone();
        var entered = TryEnterEntitled(1, entitlement);
        lease = entered ? TakeHeld() : default;
        return entered;
    }

    internal override ReserveUnit Unit => ReserveUnit.Object;

    internal override long EstimatePages(long amount) => amount <= DeclarationLimits.MostInstances
        ? 0
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Reserve '{Name}' can hold at most {DeclarationLimits.MostInstances:N0} instances.");

    internal override long ChargeOf(int bytes) => 1;

    internal override void Prime()
    {
        PrimeBooks();
        if (TryRent(out var lease))
            _ = lease.Value;
        lease.Dispose();
        PrimeStorage();
    }

    // Not a new one: stale copies of leases from an earlier connection have to be told from new ones.
    private protected override Backing NewBacking(Zone zone) => _pool;
}
