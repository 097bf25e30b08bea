// A tree and, beside it, what its books have to say.
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves.Models;

internal sealed class BooksModel
{
    private const int ZonePages = 160;

    private readonly Zone _zone = Zones.OfPages(ZonePages);
    private readonly ReserveGroup _root = new("root");
    private readonly ReserveGroup _group;
    private readonly ModelReserve[] _reserves;
    private readonly List<(ReserveConnection Connection, ModelReserve[] Covered)> _connections = [];
    private MemoryPressure? _pressure;

    public BooksModel()
    {
        _group = new ReserveGroup("group", _root);
        var shared = new ByteReserve("shared", _root, 0);
        _reserves =
        [
            new ModelPages(new PageReserve("pages", _group, 8)),
            new ModelBytes(new ByteReserve("bytes", _group, 9000)),
            new ModelObjects(new ObjectReserve<TestTree.Request>("objects", _root, 40)),
            new ModelInstances(new InstanceReserve<TestTree.Session>("instances", _root, 5, static () => new TestTree.Session())),
            new ModelBytes(shared, new ByteShare("first", shared, 3000), new ByteShare("second", shared, 2000)),
        ];
    }

    public void Charge(int which, int size)
    {
        var one = _reserves[which];
        var amount = 1 + (size % (2 * Math.Max(1, one.Limit)));
        var granted = one.Reserve.TryCharge(amount);
        Assert.Equal(one.Covers > 0 && one.Usage + amount <= one.Limit, granted);
        one.Accounted += granted ? amount : 0;
    }

    public void Uncharge(int which, int size)
    {
        var one = _reserves[which];
        var amount = 1 + (size % (one.Accounted + 2));
        if (amount <= one.Accounted)
        {
            one.Reserve.Uncharge(amount);
            one.Accounted -= amount;
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => one.Reserve.Uncharge(amount));
        }
    }

    public void Rent(int which, int size)
    {
        var one = _reserves[which];
        var charge = one.ChargeOf(size);
        if (one.Covers == 0)
        {
            Assert.Throws<InvalidOperationException>(() => one.TryRent(size));
            return;
        }

        // Ordinary memory may be there even under pressure: a slab that was a whole page's worth has free slots.
        var fits = one.Usage + charge <= one.Limit;
        var rented = one.TryRent(size);
        Assert.True(rented || !fits);
        if (_pressure is not null && rented && one.LastIsEmergency)
            Assert.True(fits);
    }

    public void Return(int which, int index) => _reserves[which].Return(index);

    public void Resize(int which, int size)
    {
        var one = _reserves[which];
        var (before, room) = (one.Limit, Room());
        var pages = one.Reserve.Pages;
        var resized = one.TryResize(size, out var limit);
        if (limit <= before)
            Assert.Equal(one.Covers == 0 || limit >= one.Usage, resized);
        else if (one.Covers == 0)
            Assert.True(resized);
        else
            Assert.Equal(one.Reserve.EstimatePages(limit) - pages <= room || one.Shares.Length > 0, resized || one.Shares.Length > 0);
        one.Limit = resized ? limit : before;
    }

    public void Connect(int which)
    {
        var covered = which switch
        {
            0 => _reserves,
            1 => _reserves[..2],
            _ => [_reserves[which]],
        };
        ReserveNode node = which switch { 0 => _root, 1 => _group, _ => _reserves[which].Reserve };
        var needed = covered.Where(static one => one.Covers == 0).Sum(static one => one.Reserve.Pages);
        if (needed > Room())
        {
            Assert.Throws<ReserveException>(() => node.Connect(_zone));
            return;
        }

        _connections.Add((node.Connect(_zone), covered));
        foreach (var one in covered)
            one.Covers++;
    }

    public void Disconnect(int index)
    {
        if (_connections.Count == 0)
            return;
        var (connection, covered) = _connections[index % _connections.Count];
        if (Array.Exists(covered, static one => one.Covers == 1 && one.Usage > 0))
        {
            Assert.Throws<InvalidOperationException>(connection.Dispose);
            return;
        }

        connection.Dispose();
        _connections.RemoveAt(index % _connections.Count);
        foreach (var one in covered)
            one.Covers--;
    }

    public void Exhaust()
    {
        _pressure ??= MemoryPressure.Exhaust(_zone);
        _pressure.TakeMore();
    }

    public void Relieve()
    {
        _pressure?.Dispose();
        _pressure = null;
    }

    public void AssertInvariants()
    {
        foreach (var one in _reserves)
        {
            Assert.Equal((one.Usage, one.Limit, one.Covers > 0), (one.Reserve.Usage, one.Reserve.Limit, one.Reserve.IsConnected));
            Assert.InRange(one.Reserve.Peak, one.Usage, long.MaxValue);
        }

        Assert.Equal(_reserves.Sum(static one => one.Reserve.Pages), _root.Pages);
        Assert.Equal(_reserves.Sum(static one => one.Limit), _root.Limit);
        Assert.Equal(Array.TrueForAll(_reserves, static one => one.Covers > 0), _root.IsConnected);

        // A byte reserve that was lowered while in use keeps its pages until it is empty.
        var watermark = _reserves.Where(static one => one.Covers > 0).Sum(static one => one.Reserve.Pages);
        Assert.InRange(_zone.WatermarkPages, watermark, Array.Exists(_reserves, static one => one is ModelBytes && one.Usage > 0) ? ZonePages : watermark);

        // Nobody but the reserves takes from below the watermark: what is missing there is in their use.
        Assert.InRange(_zone.FreePages, 0, _zone.TotalPages);
        Assert.True(_zone.FreePages >= _zone.WatermarkPages || Array.Exists(_reserves, static one => one.Usage > one.Accounted));
    }

    /// <summary>Returns and disconnects everything: nothing stays behind.</summary>
    public void Close()
    {
        Relieve();
        foreach (var one in _reserves)
        {
            one.ReturnAll();
            if (one.Accounted > 0)
                one.Reserve.Uncharge(one.Accounted);
        }

        _connections.ForEach(static item => item.Connection.Dispose());
        _zone.Trim();
        Assert.Equal((_zone.TotalPages, 0L), (_zone.FreePages, _zone.WatermarkPages));
        _zone.Dispose();
    }

    /// <summary>What can be kept for reserves: caches are trimmed for it.</summary>
    private long Room()
    {
        _zone.Trim();
        return Math.Max(0, _zone.FreePages - _zone.WatermarkPages);
    }
}
