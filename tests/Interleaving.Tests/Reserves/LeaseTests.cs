// Leases and charges that two threads go for at once: one of them has it.
namespace MemallocKit.Interleaving.Tests.Reserves;

public sealed class LeaseTests : IDisposable
{
    private readonly TestZone _zone = new();

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void A_stored_lease_that_two_threads_return_is_returned_once() => Explorer.All(() =>
    {
        var reserve = new PageReserve("pages", new ReserveGroup("root"), 2);
        var connection = reserve.Connect(_zone.Zone);
        _zone.Exhaust();
        Assert.True(reserve.TryRent(out var page, Entitlement.Memalloc));
        var stored = page.Store(Entitlement.Memalloc);
        var refused = 0;
        return new Scenario(
            () =>
            {
                Assert.Equal((1, 0L), (refused, reserve.Usage));
                connection.Dispose();
                _zone.AssertAtRest();
            },
            Return,
            Return);

        void Return()
        {
            try
            {
                stored.Dispose();
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
            }
        }
    });

    [Fact]
    public void Threads_that_store_ordinary_memory_at_once_leave_no_pages_behind() => Explorer.Bounded(
        () =>
        {
            // Its own: where blocks come from depends on what came back before, and every schedule has to start the same.
            var zone = new TestZone();
            var reserve = new PageReserve("pages", new ReserveGroup("root"), 2);
            var connection = reserve.Connect(zone.Zone);
            var stored = new StoredLease[2];
            return new Scenario(
                () =>
                {
                    stored[0].Dispose();
                    stored[1].Dispose();
                    connection.Dispose();
                    zone.AssertAtRest();
                    zone.Dispose();
                },
                () => Store(0),
                () => Store(1));

            void Store(int index)
            {
                Assert.True(reserve.TryRent(out var page));
                stored[index] = page.Store();
            }
        },
        preemptions: 1);

    [Fact]
    public void A_charge_that_moves_while_it_is_taken_back_is_counted_once() => Explorer.Bounded(
        () =>
        {
            var root = new ReserveGroup("root");
            var (here, there) = (new PageReserve("here", root, 2), new PageReserve("there", root, 2));
            var connection = root.Connect(_zone.Zone);
            Assert.True(here.TryCharge(1));
            var (moved, uncharged) = (false, false);
            return new Scenario(
                () =>
                {
                    Assert.NotEqual(moved, uncharged);
                    Assert.Equal((0L, moved ? 1L : 0L), (here.Usage, there.Usage));
                    if (moved)
                        there.Uncharge(1);
                    connection.Dispose();
                    _zone.AssertAtRest();
                },
                () => moved = Try(() => Assert.True(here.TryTransferTo(there, 1))),
                () => uncharged = Try(() => here.Uncharge(1)));
        },
        preemptions: 3);

    [Fact]
    public void Of_those_who_set_and_clear_an_objects_mark_one_is_the_first_and_one_the_last_each_time() => Explorer.All(() =>
    {
        var holder = new MemallocHolder();
        var (set, cleared) = (0, 0);
        return new Scenario(
            () =>
            {
                Assert.False(holder.IsSet);
                Assert.Equal(set, cleared);
                Assert.InRange(set, 1, 2);
            },
            SetAndClear,
            SetAndClear);

        void SetAndClear()
        {
            if (holder.Set())
                set++;
            Assert.True(holder.IsSet);
            if (holder.Clear())
                cleared++;
        }
    });

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
