// One reserve of the model, and how each unit is rented.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves.Models;

internal abstract class ModelReserve(Reserve reserve, params ReserveShare[] shares)
{
    public Reserve Reserve => reserve;

    public ReserveShare[] Shares => shares;

    public long Limit { get; set; } = reserve.Limit;

    public long Accounted { get; set; }

    public int Covers { get; set; }

    public bool LastIsEmergency { get; protected set; }

    public long Usage => Accounted + Leased;

    protected abstract long Leased { get; }

    public abstract long ChargeOf(int size);

    public abstract bool TryRent(int size);

    public abstract void Return(int index);

    public abstract void ReturnAll();

    public bool TryResize(int size, out long limit)
    {
        // Often to just what is charged.
        limit = size % 3 == 0 ? Usage : size % ((2 * reserve.Limit) + 2);
        if (shares.Length == 0)
            return reserve.TryResize(limit);
        Assert.Throws<InvalidOperationException>(() => reserve.TryResize(size));
        var share = shares[size % shares.Length];
        var others = reserve.Limit - share.Limit;
        limit = Math.Max(limit, others);
        return share.TryResize(limit - others);
    }
}

internal abstract class ModelMemory(Reserve reserve, params ReserveShare[] shares) : ModelReserve(reserve, shares)
{
    private readonly List<(Holding Holding, long Charge)> _held = [];

    protected override long Leased => _held.Sum(static item => item.Holding.IsEmergency ? item.Charge : 0);

    public sealed override bool TryRent(int size)
    {
        var holding = Rent(size);
        if (holding.IsEmpty)
            return false;
        LastIsEmergency = holding.IsEmergency;
        _held.Add((holding, ChargeOf(size)));
        return true;
    }

    public sealed override void Return(int index)
    {
        if (_held.Count == 0)
            return;
        var holding = _held[index % _held.Count].Holding;
        _held.RemoveAt(index % _held.Count);
        holding.Release();
        if (holding.IsEmergency)
            Assert.Throws<InvalidOperationException>(holding.Release);
    }

    public sealed override void ReturnAll()
    {
        while (_held.Count > 0)
            Return(0);
    }

    protected abstract Holding Rent(int size);
}

internal sealed class ModelPages(PageReserve pages) : ModelMemory(pages)
{
    public override long ChargeOf(int size) => 1;

    protected override Holding Rent(int size) => pages.TryRent(out var lease, Entitlement.Memalloc) ? lease.Detach() : default;
}

internal sealed class ModelBytes(ByteReserve bytes, params ReserveShare[] shares) : ModelMemory(bytes, shares)
{
    public override long ChargeOf(int size) => Math.Max(64, Length(size));

    protected override Holding Rent(int size) => bytes.TryRent(Length(size), out var lease, Entitlement.Memalloc) ? lease.Detach() : default;

    private static int Length(int size) => 1 + (size % 4096);
}

internal sealed class ModelObjects(ObjectReserve<TestTree.Request> objects) : ModelMemory(objects)
{
    public override long ChargeOf(int size) => 1;

    protected override Holding Rent(int size) => objects.TryRent(out var lease, Entitlement.Memalloc) ? lease.Detach() : default;
}

internal sealed class ModelInstances(InstanceReserve<TestTree.Session> instances) : ModelReserve(instances)
{
    private readonly List<StoredInstance<TestTree.Session>> _held = [];

    protected override long Leased => _held.Count;

    public override long ChargeOf(int size) => 1;

    public override bool TryRent(int size)
    {
        if (!instances.TryRent(out var lease, Entitlement.Memalloc))
            return false;
        LastIsEmergency = true;
        _held.Add(lease.Store());
        return true;
    }

    public override void Return(int index)
    {
        if (_held.Count == 0)
            return;
        var item = _held[index % _held.Count];
        _held.RemoveAt(index % _held.Count);
        item.Dispose();
        Assert.Throws<InvalidOperationException>(item.Dispose);
    }

    public override void ReturnAll()
    {
        while (_held.Count > 0)
            Return(0);
    }
}
