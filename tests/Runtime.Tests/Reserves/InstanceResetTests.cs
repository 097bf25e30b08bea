// What happens to an instance on its way back.
namespace MemallocKit.Runtime.Tests.Reserves;

public class InstanceResetTests
{
    [Fact]
    public void The_next_user_gets_the_instance_reset()
    {
        using var rig = new Rig<List<int>>(static () => [], static list => list.Clear());
        Assert.True(rig.Reserve.TryRent(out var lease, Entitlement.Memalloc));
        lease.Value.Add(1);
        lease.Dispose();
        Assert.True(rig.Reserve.TryRent(out lease, Entitlement.Memalloc));
        Assert.Empty(lease.Value);
        lease.Dispose();
    }

    [Fact]
    public void An_instance_that_can_reset_itself_is_asked_to_unless_the_reserve_knows_better()
    {
        using (var rig = new Rig<Resettable>(static () => new Resettable()))
        {
            Assert.True(rig.Reserve.TryRent(out var lease, Entitlement.Memalloc));
            var value = lease.Value;
            lease.Dispose();
            Assert.Equal(1, value.Resets);
        }

        using (var rig = new Rig<Resettable>(static () => new Resettable(), static value => value.Resets = 100))
        {
            Assert.True(rig.Reserve.TryRent(out var lease, Entitlement.Memalloc));
            var value = lease.Value;
            lease.Dispose();
            Assert.Equal(100, value.Resets);
        }
    }

    [Fact]
    public void A_reset_that_throws_reaches_the_returner_and_the_instance_is_back()
    {
        using var rig = new Rig<Resettable>(static () => new Resettable(), static _ => throw new NotSupportedException());
        Assert.True(rig.Reserve.TryRent(out var lease, Entitlement.Memalloc));
        try
        {
            lease.Dispose();
            Assert.Fail("The exception was swallowed.");
        }
        catch (NotSupportedException)
        {
            Assert.Equal(0, rig.Reserve.Usage);
        }

        Assert.True(rig.Reserve.TryRent(out _, Entitlement.Memalloc));
        Assert.False(rig.Reserve.TryRent(out _, Entitlement.Memalloc));
        rig.Abandon();
    }

    [Fact]
    public void An_instance_is_not_to_be_had_while_it_is_reset()
    {
        InstanceReserve<Resettable>? reserve = null;
        var had = true;
        using var rig = new Rig<Resettable>(static () => new Resettable(), _ => had = reserve!.TryRent(out InstanceLease<Resettable> _, Entitlement.Memalloc));
        reserve = rig.Reserve;
        Assert.True(reserve.TryRent(out var lease, Entitlement.Memalloc));
        lease.Dispose();
        Assert.False(had);
    }

    [Fact]
    public void A_second_return_resets_nothing_that_somebody_else_has_by_now()
    {
        using var rig = new Rig<Resettable>(static () => new Resettable());
        Assert.True(rig.Reserve.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        Assert.True(rig.Reserve.TryRent(out var other, Entitlement.Memalloc));
        try
        {
            copy.Dispose();
            Assert.Fail("A stale copy was accepted.");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(1, other.Value.Resets);
        }

        other.Dispose();
    }

    /// <summary>A reserve of one instance, so that the next rent gets the same.</summary>
    private sealed class Rig<T> : IDisposable
        where T : class
    {
        private readonly Zone _zone = Zones.OfPages(1);
        private readonly ReserveConnection _connection;
        private bool _abandoned;

        public Rig(Func<T> create, Action<T>? reset = null)
        {
            Reserve = new InstanceReserve<T>("instances", new ReserveGroup("root"), 1, create, reset);
            _connection = Reserve.Connect(_zone);
        }

        public InstanceReserve<T> Reserve { get; }

        /// <summary>Leaves the zone to the process: something is still rented.</summary>
        public void Abandon() => _abandoned = true;

        public void Dispose()
        {
            if (_abandoned)
                return;
            _connection.Dispose();
            _zone.Dispose();
        }
    }

    private sealed class Resettable : IResettable
    {
        public int Resets { get; set; }

        public void Reset() => Resets++;
    }
}
