// A reserve of instances of a class, built when it is connected.
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// A reserve counted in instances of a class. They are built when the reserve is connected and pooled, so a rent is always
/// charged and needs an entitled caller; there is no ordinary memory to try first. Instances are dropped, not disposed, when the
/// reserve is disconnected or shrinks. Takes no pages of the zone. Thread-safe.
/// </summary>
public sealed class InstanceReserve<T> : Reserve
    where T : class
{
    private readonly InstancePool<T> _pool;

    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="instances">The limit, 0 to 1,000,000.</param>
    /// <param name="create">Builds an instance; called when the reserve is connected or resized, never by a rent.</param>
    public InstanceReserve(string name, ReserveGroup parent, long instances, Func<T> create)
        : base(name, parent)
    {
        ArgumentNullException.ThrowIfNull(create);
        _pool = new InstancePool<T>(name, create);
        EnterTree(parent, instances);
    }

    /// <summary>Rents an instance, as its last user left it.</summary>
    /// <param name="lease">The instance, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use the reserve.</param>
    /// <returns>False when the caller is not entitled or the limit is reached.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(out InstanceLease<T> lease, Entitlement entitlement = Entitlement.Thread)
    {
        RequireZone();
        if (!TryEnterEntitled(1, entitlement))
        {
            lease = default;
            return false;
        }

        var index = _pool.Take(out var turn, out var instance);
        Leave();
        lease = new InstanceLease<T>(this, index, turn, instance);
        return true;
    }

    internal void Return(int index, uint turn)
    {
        Enter();
        var returned = _pool.TryReturn(index, turn);
        Leave(settled: returned ? 1 : 0);
        if (!returned)
            throw new InvalidOperationException($"The instance was returned to reserve '{Name}' before.");
    }

    internal override long EstimatePages(long amount) => amount <= DeclarationLimits.MostInstances
        ? 0
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Reserve '{Name}' can hold at most {DeclarationLimits.MostInstances:N0} instances.");

    internal override void Prime()
    {
        PrimeBooks();
        if (TryRent(out var lease))
            _ = lease.Value;
        lease.Dispose();
    }

    // Not a new one: stale copies of leases from an earlier connection have to be told from new ones.
    private protected override Backing NewBacking(Zone zone) => _pool;
}
