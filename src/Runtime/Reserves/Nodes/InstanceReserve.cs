// A reserve of instances of a class, built when it is connected.
using MemallocKit.Estimation;
using MemallocKit.Pages;
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
    private readonly Func<T> _create;
    private SpinGate _gate;
    private T?[] _instances = [];

    // The first _freeCount entries number the free instances. A turn is odd while its instance is rented and differs for every
    // rent, which tells a second return from a first even when somebody else has the instance by then.
    private int[] _free = [];
    private uint[] _turns = [];
    private int _freeCount;

    /// <summary>Declares a reserve.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="parent">The group it belongs to.</param>
    /// <param name="instances">The limit, 0 to 1,000,000.</param>
    /// <param name="create">Builds an instance; called when the reserve is connected or resized, never by a rent.</param>
    public InstanceReserve(string name, ReserveGroup parent, long instances, Func<T> create)
        : base(name, parent)
    {
        ArgumentNullException.ThrowIfNull(create);
        _create = create;
        EnterTree(instances);
    }

    /// <summary>Rents an instance, as its last user left it.</summary>
    /// <param name="lease">The instance, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use the reserve.</param>
    /// <returns>False when the caller is not entitled or the limit is reached.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryRent(out InstanceLease<T> lease, Entitlement entitlement = Entitlement.Thread)
    {
        RequireZone();
        if (!TryChargeEntitled(1, entitlement))
        {
            lease = default;
            return false;
        }

        // At most as many charges are granted as instances are built, and a return comes before its uncharge.
        _gate.Enter();
        var index = _free[--_freeCount];
        var turn = ++_turns[index];
        var instance = _instances[index]!;
        _gate.Exit();
        lease = new InstanceLease<T>(this, index, turn, instance);
        return true;
    }

    internal void Return(int index, uint turn)
    {
        _gate.Enter();
        var valid = _turns[index] == turn;
        if (valid)
        {
            _turns[index]++;
            _free[_freeCount++] = index;
        }

        _gate.Exit();
        if (!valid)
            throw new InvalidOperationException($"The instance was returned to reserve '{Name}' before.");
        Settle(1);
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

    private protected override EmergencyStore? NewStore(Zone zone) => null;

    private protected override bool TryGrow(long pages, long fromLimit, long toLimit)
    {
        // Everything that allocates or runs user code comes before the gate.
        var fresh = new T[toLimit - fromLimit];
        for (var index = 0; index < fresh.Length; index++)
            fresh[index] = _create() ?? throw new InvalidOperationException($"The factory of reserve '{Name}' returned null.");
        var places = (int)Math.Max(_instances.Length, toLimit);
        var (instances, free, turns) = (new T?[places], new int[places], new uint[places]);

        _gate.Enter();
        _instances.CopyTo(instances, 0);
        _turns.CopyTo(turns, 0);
        _free.AsSpan(0, _freeCount).CopyTo(free);
        var placed = 0;
        for (var index = 0; placed < fresh.Length; index++)
        {
            if (instances[index] is not null)
                continue;
            instances[index] = fresh[placed++];
            free[_freeCount++] = index;
        }

        (_instances, _free, _turns) = (instances, free, turns);
        _gate.Exit();
        return true;
    }

    private protected override void Shrink(long pages, long fromLimit, long toLimit)
    {
        // Rented instances keep their places, since their leases name them; it is free ones that go.
        _gate.Enter();
        for (var count = fromLimit; count > toLimit; count--)
            _instances[_free[--_freeCount]] = null;
        _gate.Exit();
    }
}
