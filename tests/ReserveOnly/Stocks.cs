// The stocks of each unit.
using System.Buffers.Binary;

namespace MemallocKit.ReserveOnly;

/// <summary>Pages and bytes, at least 16 of them: marked at both ends.</summary>
internal abstract class SpanStock(long quota, int most, long firstMark) : Stock(quota, most, firstMark)
{
    private readonly StoredLease[] _leases = new StoredLease[most];

    protected void Keep(int place, long mark, StoredLease lease)
    {
        var span = lease.Span;
        BinaryPrimitives.WriteInt64LittleEndian(span, mark);
        BinaryPrimitives.WriteInt64LittleEndian(span[^8..], mark);
        _leases[place] = lease;
    }

    protected override bool TryReturn(int place, long mark)
    {
        var span = _leases[place].Span;
        var kept = BinaryPrimitives.ReadInt64LittleEndian(span) == mark && BinaryPrimitives.ReadInt64LittleEndian(span[^8..]) == mark;
        _leases[place].Dispose();
        return kept;
    }

    protected override void Move(int from, int to) => _leases[to] = _leases[from];
}

internal sealed class PageStock(PageReserve reserve, int runs, long firstMark) : SpanStock((long)runs * reserve.RunPages, runs, firstMark)
{
    public override bool LeaksToOthers()
    {
        var leaks = reserve.TryRent(out var lease, Entitlement.None);
        lease.Dispose();
        return leaks;
    }

    protected override long Choose(ref Dice dice) => reserve.RunPages;

    protected override bool TryRent(int place, long mark, Entitlement entitlement)
    {
        if (!reserve.TryRent(out var lease, entitlement))
            return false;
        Keep(place, mark, lease.Store(entitlement));
        return true;
    }
}

internal sealed class ByteStock(ByteReserve reserve, long quota, long firstMark) : SpanStock(quota, (int)(quota / 64), firstMark)
{
    private int _bytes;

    public override bool LeaksToOthers()
    {
        var leaks = reserve.TryRent(64, out var lease, Entitlement.None);
        lease.Dispose();
        return leaks;
    }

    protected override long Choose(ref Dice dice)
    {
        // As often short as long: of each power of two about as many.
        var top = 16 << dice.Next(System.Numerics.BitOperations.Log2((uint)reserve.Largest) - 3);
        _bytes = Math.Min(reserve.Largest, 16 + dice.Next(top));
        return Math.Max(_bytes, 64);
    }

    protected override bool TryRent(int place, long mark, Entitlement entitlement)
    {
        if (!reserve.TryRent(_bytes, out var lease, entitlement))
            return false;
        Keep(place, mark, lease.Store(entitlement));
        return true;
    }
}

internal sealed class ObjectStock<T>(ObjectReserve<T> reserve, int objects, long firstMark) : Stock(objects, objects, firstMark)
    where T : unmanaged, ReserveTree.IMarked
{
    private readonly StoredLease<T>[] _leases = new StoredLease<T>[objects];

    public override bool LeaksToOthers()
    {
        var leaks = reserve.TryRent(out var lease, Entitlement.None);
        lease.Dispose();
        return leaks;
    }

    protected override bool TryRent(int place, long mark, Entitlement entitlement)
    {
        if (!reserve.TryRent(out var lease, entitlement))
            return false;
        _leases[place] = lease.Store(entitlement);
        _leases[place].Value.Mark = mark;
        return true;
    }

    protected override bool TryReturn(int place, long mark)
    {
        var kept = _leases[place].Value.Mark == mark;
        _leases[place].Dispose();
        return kept;
    }

    protected override void Move(int from, int to) => _leases[to] = _leases[from];
}

internal sealed class InstanceStock(InstanceReserve<ReserveTree.Session> reserve, int instances, long firstMark) : Stock(instances, instances, firstMark)
{
    private readonly StoredInstance<ReserveTree.Session>[] _leases = new StoredInstance<ReserveTree.Session>[instances];

    public override bool LeaksToOthers()
    {
        var leaks = reserve.TryRent(out var lease, Entitlement.None);
        lease.Dispose();
        return leaks;
    }

    protected override bool TryRent(int place, long mark, Entitlement entitlement)
    {
        if (!reserve.TryRent(out var lease, entitlement))
            return false;
        lease.Value.Mark = mark;
        _leases[place] = lease.Store();
        return true;
    }

    protected override bool TryReturn(int place, long mark)
    {
        var kept = _leases[place].Value.Mark == mark;
        _leases[place].Dispose();
        return kept;
    }

    protected override void Move(int from, int to) => _leases[to] = _leases[from];
}

/// <summary>Charges without memory, beside the leases of the same reserve.</summary>
internal sealed class ChargeStock(Reserve reserve, int quota, long firstMark) : Stock(quota, quota, firstMark)
{
    public override bool LeaksToOthers() => false;

    protected override bool TryRent(int place, long mark, Entitlement entitlement) => reserve.TryCharge(1);

    protected override bool TryReturn(int place, long mark)
    {
        reserve.Uncharge(1);
        return true;
    }

    protected override void Move(int from, int to)
    {
    }
}
