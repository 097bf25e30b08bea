// Scratch.
using System.Runtime;
using MemallocKit.Reserves;
using MemallocKit.Testing;
using MemallocKit.Diagnostics;

namespace MemallocKit.Runtime.Tests.Reserves;

public class ReproTests
{
    [Fact]
    public void A1_uncharge_of_leases_breaks_another_reserve()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var a = new PageReserve("a", root, 8);
        var b = new PageReserve("b", root, 8);
        using var connection = root.Connect(zone);
        using var pressure = MemoryPressure.Exhaust(zone);
        var held = new List<Holding>();
        try
        {
            for (var i = 0; i < 8; i++)
            {
                Assert.True(a.TryRent(out var lease, Entitlement.Memalloc));
                held.Add(lease.Detach());
            }

            var refused = false;
            try { a.Uncharge(8); } catch (InvalidOperationException) { refused = true; }
            for (var i = 0; i < 8 && a.TryRent(out var lease, Entitlement.Memalloc); i++)
                held.Add(lease.Detach());
            Assert.True(b.TryRent(out var other, Entitlement.Memalloc), "b, with usage 0 of 8, was refused");
            other.Dispose();
            Assert.True(refused);
        }
        finally { held.ForEach(static h => h.Release()); }
    }

    [Fact]
    public void A2_uncharge_of_instance_leases_hangs()
    {
        var tree = new TestTree().Connect();
        for (var i = 0; i < 5; i++)
            Assert.True(tree.Instances.TryRent(out _, Entitlement.Memalloc));
        try { tree.Instances.Uncharge(5); } catch (InvalidOperationException) { return; }
        string first = "none";
        try { tree.Instances.TryRent(out _, Entitlement.Memalloc); } catch (Exception e) { first = e.GetType().Name; }
        tree.Instances.Uncharge(1);
        var t = new Thread(() => { try { tree.Instances.TryRent(out _, Entitlement.Memalloc); } catch (Exception) { } }) { IsBackground = true };
        t.Start();
        Assert.Fail($"first: {first}; second rent finished: {t.Join(2000)}");
    }

    [Fact]
    public void B1_connect_to_disposed_zone()
    {
        var zone = Zones.OfPages(64);
        zone.Dispose();
        var root = new ReserveGroup("root");
        var a = new PageReserve("a", root, 8);
        Assert.Throws<ObjectDisposedException>(() => root.Connect(zone));
    }

    [Fact]
    public void C1_successful_or_failed_lowering_refuses_a_charge_that_fits_always()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);
        var stop = false;
        var refused = 0L;
        var big = new Thread(() => { while (!Volatile.Read(ref stop)) if (books.Counter.TryCharge(6)) books.Counter.TryUncharge(6); });
        var small = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                if (books.Counter.TryCharge(1)) books.Counter.TryUncharge(1); else refused++;
        });
        big.Start(); small.Start();
        for (var round = 0; round < 3_000_000; round++)
        {
            if (books.Counter.TryLowerCeiling(4))
                books.Counter.RaiseCeiling(8);
        }
        Volatile.Write(ref stop, true);
        big.Join(); small.Join();
        Assert.Equal(0, refused);
    }

    [Fact]
    public void C2_failed_lowering_refuses_a_charge()
    {
        var books = new Books();
        books.Counter.RaiseCeiling(8);
        Assert.True(books.Counter.TryCharge(5));
        var stop = false;
        var refused = 0L;
        var small = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                if (books.Counter.TryCharge(1)) books.Counter.TryUncharge(1); else refused++;
        });
        small.Start();
        for (var round = 0; round < 3_000_000; round++)
            Assert.False(books.Counter.TryLowerCeiling(4));
        Volatile.Write(ref stop, true);
        small.Join();
        Assert.Equal(0, refused);
    }

    [Fact]
    public void C3_failed_disconnect_refuses_rents()
    {
        using var tree = new TestTree();
        var connection = tree.Root.Connect(tree.Zone);
        using (MemoryPressure.Exhaust(tree.Zone))
        {
            Assert.True(tree.Shared.TryCharge(1));
            var stop = false;
            var refused = 0L;
            var renter = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                    if (tree.Pages.TryRent(out var lease, Entitlement.Memalloc)) lease.Dispose(); else refused++;
            });
            renter.Start();
            for (var round = 0; round < 20_000; round++)
                Assert.Throws<InvalidOperationException>(connection.Dispose);
            Volatile.Write(ref stop, true);
            renter.Join();
            tree.Shared.Uncharge(1);
            Assert.Equal(0, refused);
        }
        connection.Dispose();
    }

    [Fact]
    public void D1_factory_that_resizes()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        InstanceReserve<object>? reserve = null;
        reserve = new InstanceReserve<object>("i", root, 2, () => { reserve!.TryResize(10); return new object(); });
        ReserveConnection c;
        try { c = root.Connect(zone); } catch (InvalidOperationException) { return; }
        for (var i = 0; i < 3; i++)
            reserve.TryRent(out _, Entitlement.Memalloc);
    }

    [Fact]
    public void D2_factory_that_connects()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("p", root, 8);
        ReserveConnection? inner = null;
        _ = new InstanceReserve<object>("i", root, 1, () => { inner ??= pages.Connect(zone); return new object(); });
        try { root.Connect(zone).Dispose(); } catch (InvalidOperationException) { }
        inner?.Dispose();
        Assert.Equal((64, 0), (zone.FreePages, zone.WatermarkPages));
    }

    [Fact]
    public void D3_factory_that_disconnects()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("p", root, 8);
        var first = pages.Connect(zone);
        _ = new InstanceReserve<object>("i", root, 1, () => { first.Dispose(); return new object(); });
        ReserveConnection? c = null;
        try { c = root.Connect(zone); } catch (InvalidOperationException) { first.Dispose(); }
        var w = zone.WatermarkPages;
        c?.Dispose();
        Assert.Equal((c is null ? 0 : 8, 64, 0), (w, zone.FreePages, zone.WatermarkPages));
    }

    private struct Only1 { public long A, B; }

    [Fact]
    public void F1_first_rent_after_prime_compiles_nothing()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var objects = new ObjectReserve<Only1>("o", root, 4);
        using var connection = root.Connect(zone);
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        MemallocScope.Prime([root]);
        using var pressure = MemoryPressure.Exhaust(zone);
        using var memalloc = MemallocScope.Enter([root]);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        var rented = objects.TryRent(out var lease);
        lease.Value.A = 1;
        _ = lease.IsEmergency;
        lease.Dispose();
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Assert.True(rented);
        Assert.Equal(0, compiled);
    }

    private sealed class OnlyHere { }

    [Fact]
    public void F2_first_instance_rent_after_prime_compiles_nothing()
    {
        using var zone = Zones.OfPages(64);
        var root = new ReserveGroup("root");
        var objects = new InstanceReserve<OnlyHere>("o", root, 4, static () => new OnlyHere());
        using var connection = root.Connect(zone);
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        MemallocScope.Prime([root]);
        using var memalloc = MemallocScope.Enter([root]);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        var rented = objects.TryRent(out var lease);
        _ = lease.Value;
        lease.Dispose();
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Assert.True(rented);
        Assert.Equal(0, compiled);
    }

    [Fact]
    public void H1_report_while_a_longer_name_is_added()
    {
        var root = new ReserveGroup("root");
        _ = new ReserveGroup("a much longer name than before", root);
        var writer = new ReserveInfoText(new byte[1000], 4);
        writer.TryWrite(root, 0);
    }

    [Fact]
    public void I1_stale_copy_after_rerent_instance()
    {
        var tree = new TestTree().Connect();
        Assert.True(tree.Instances.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        Assert.True(tree.Instances.TryRent(out var other, Entitlement.Memalloc));
        var refused = false;
        try { copy.Dispose(); } catch (InvalidOperationException) { refused = true; }
        Assert.True(tree.Instances.TryRent(out var third, Entitlement.Memalloc));
        Assert.NotSame(other.Value, third.Value);
        Assert.True(refused);
    }

    [Fact]
    public void I2_stale_copy_after_rerent_object()
    {
        var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Objects.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        Assert.True(tree.Objects.TryRent(out var other, Entitlement.Memalloc));
        other.Value.Id = 7;
        try { copy.Dispose(); } catch (InvalidOperationException) { }
        Assert.True(tree.Objects.TryRent(out var third, Entitlement.Memalloc));
        third.Value.Id = 9;
        Assert.Equal(7, other.Value.Id);
    }

    [Fact]
    public void I3_scope_copy()
    {
        var scope = MemallocScope.Enter([]);
        var copy = scope;
        scope.Dispose();
        using var second = MemallocScope.Enter([]);
        var refused = false;
        try { copy.Dispose(); } catch (InvalidOperationException) { refused = true; }
        if (!refused) { _ = MemallocScope.Enter([]); }
        Assert.True(refused);
    }

    [Fact]
    public void K1_resize_to_saturation()
    {
        var root = new ReserveGroup("root");
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObjectReserve<TestTree.Huge>("x", root, long.MaxValue));
        var large = new ObjectReserve<TestTree.Huge>("large", root, 1);
        try { large.TryResize(long.MaxValue); } catch (ArgumentOutOfRangeException) { return; }
        Assert.Fail(large.ToString());
    }

    [Fact]
    public void L1_block_of_a_dead_zone_in_a_new_one()
    {
        var dead = Zones.OfPages(600);
        Assert.True(dead.TryAllocate(100, out var stale));
        Assert.True(dead.TryAllocatePages(2, out var staleRun));
        dead.Dispose();
        using var zone = Zones.OfPages(600);
        Assert.True(zone.TryAllocate(100, out var block));
        Assert.True(zone.TryAllocatePages(2, out var run));
        var refused = 0;
        try { zone.Free(stale); } catch (ArgumentException) { refused++; } catch (InvalidOperationException) { refused++; }
        try { zone.Free(staleRun); } catch (ArgumentException) { refused++; } catch (InvalidOperationException) { refused++; }
        Assert.Equal(2, refused);
    }

    [Fact]
    public void M1_grow_by_no_pages_while_emergency_is_in_use()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
        var same = tree.Objects.TryResize(101);
        var pages = tree.Objects.Pages;
        lease.Dispose();
        Assert.True(same, pages.ToString());
    }

    [Fact]
    public void X1_stale_lease_after_zone_dispose()
    {
        if (Environment.GetEnvironmentVariable("CRASH") != "1") return;
        var zone = Zones.OfPages(65536);
        var root = new ReserveGroup("root");
        var a = new PageReserve("a", root, 8);
        var connection = root.Connect(zone);
        var pressure = MemoryPressure.Exhaust(zone);
        Assert.True(a.TryRent(out var lease, Entitlement.Memalloc));
        var copy = lease;
        lease.Dispose();
        pressure.Dispose();
        connection.Dispose();
        zone.Dispose();
        try { copy.Dispose(); Assert.Fail("accepted"); } catch (ArgumentException) { } catch (InvalidOperationException) { }
    }

    [Fact]
    public void X2_pressure_after_zone_dispose()
    {
        if (Environment.GetEnvironmentVariable("CRASH") != "2") return;
        var zone = Zones.OfPages(65536);
        var pressure = MemoryPressure.Exhaust(zone);
        zone.Dispose();
        try { pressure.Dispose(); } catch (ObjectDisposedException) { }
    }

    private sealed class Books { public ChargeCounter Counter; }
}
