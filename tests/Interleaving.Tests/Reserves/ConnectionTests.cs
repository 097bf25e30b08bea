// Connecting and disconnecting while others charge, rent and resize.
using MemallocKit.Reserves;

namespace MemallocKit.Interleaving.Tests.Reserves;

public sealed class ConnectionTests : IDisposable
{
    private readonly TestZone _zone = new();

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void A_disconnection_that_meets_a_charge_is_refused_or_refuses_it() => Explorer.All(() =>
    {
        var (reserve, connection) = Connect();
        var (disconnected, charged) = (false, false);
        return new Scenario(
            () =>
            {
                // One of the two came first, or the charge was back before the disconnection.
                Assert.True(disconnected || charged);
                Assert.Equal(!disconnected, reserve.IsConnected);
                Assert.Equal(0, reserve.Usage);
                connection.Dispose();
                Assert.False(reserve.TryCharge(1));
                _zone.AssertAtRest();
            },
            () => disconnected = TryDispose(connection),
            () =>
            {
                charged = reserve.TryCharge(2);
                if (charged)
                    reserve.Uncharge(2);
            });
    });

    [Fact]
    public void A_rent_that_meets_a_disconnection_gets_memory_of_a_connected_reserve_or_nothing() => Explorer.All(() =>
    {
        var (reserve, connection) = Connect();
        _zone.Exhaust();
        return new Scenario(
            () =>
            {
                connection.Dispose();
                _zone.AssertAtRest();
            },
            () => TryDispose(connection),
            () =>
            {
                try
                {
                    if (reserve.TryRent(out var page, Entitlement.Memalloc))
                    {
                        // What the reserve gave up may be ordinary memory by now.
                        Assert.True(reserve.IsConnected || !page.IsEmergency);
                        page.Span[0] = 1;
                        page.Dispose();
                    }
                }
                catch (InvalidOperationException)
                {
                    Assert.False(reserve.IsConnected);
                }
            });
    });

    [Fact]
    public void Two_who_connect_and_disconnect_each_have_it_connected_meanwhile() => Explorer.Bounded(
        () =>
        {
            var reserve = new PageReserve("pages", new ReserveGroup("root"), 2);
            return new Scenario(
                () =>
                {
                    Assert.False(reserve.IsConnected);
                    _zone.AssertAtRest();
                },
                ConnectAndUse,
                ConnectAndUse);

            void ConnectAndUse()
            {
                using var connection = reserve.Connect(_zone.Zone);
                Assert.True(reserve.TryCharge(1));
                reserve.Uncharge(1);
            }
        },
        preemptions: 2);

    [Fact]
    public void A_limit_that_falls_and_rises_refuses_only_what_exceeds_the_lower_one() => Explorer.Bounded(
        () =>
        {
            var (reserve, connection) = Connect();
            _zone.Exhaust();
            return new Scenario(
                () =>
                {
                    Assert.Equal((2L, 0L), (reserve.Limit, reserve.Usage));
                    connection.Dispose();
                    _zone.AssertAtRest();
                },
                () =>
                {
                    Assert.True(reserve.TryResize(1));

                    // Nobody else takes what was given up, so the way back up succeeds.
                    Assert.True(reserve.TryResize(2));
                },
                () =>
                {
                    Assert.True(reserve.TryCharge(1));
                    reserve.Uncharge(1);
                });
        },
        preemptions: 3);

    [Fact]
    public void A_byte_reserve_lowered_while_in_use_gives_its_pages_back_with_the_last_return() => Explorer.Bounded(
        () =>
        {
            var root = new ReserveGroup("root");
            var reserve = new ByteReserve("bytes", root, 4096, largest: 128);
            var connection = root.Connect(_zone.Zone);
            _zone.Exhaust();
            Assert.True(reserve.TryRent(100, out var lease, Entitlement.Memalloc));
            var held = lease.Detach();
            return new Scenario(
                () =>
                {
                    Assert.Equal(reserve.Pages, _zone.Zone.WatermarkPages);
                    Assert.Equal(0, reserve.Usage);
                    connection.Dispose();
                    _zone.AssertAtRest();
                },
                () => Assert.True(reserve.TryResize(200)),
                held.Release,
                () =>
                {
                    // 100 are charged at most, so there is room whatever the limit is by now.
                    Assert.True(reserve.TryRent(64, out var other, Entitlement.Memalloc));
                    other.Dispose();
                });
        },
        preemptions: 2);

    [Fact]
    public void Memory_that_two_threads_return_goes_back_once() => Explorer.All(() =>
    {
        var (reserve, connection) = Connect();
        _zone.Exhaust();
        Assert.True(reserve.TryRent(out var page, Entitlement.Memalloc));
        var held = page.Detach();
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
            // A copy each: what was released holds nothing.
            var copy = held;
            try
            {
                copy.Release();
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
            }
        }
    });

    private (PageReserve Reserve, ReserveConnection Connection) Connect()
    {
        var reserve = new PageReserve("pages", new ReserveGroup("root"), 2);
        return (reserve, reserve.Connect(_zone.Zone));
    }

    private static bool TryDispose(ReserveConnection connection)
    {
        try
        {
            connection.Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
