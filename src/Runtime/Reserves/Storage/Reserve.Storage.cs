// Leases in storage: how they get there, are looked up, and returned.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private const int DefaultStoredLeases = 65_536;

    private LeasePlaces? _places;

    /// <summary>
    /// How many leases of emergency memory can be stored at a time for certain: for each a place is kept, if the limit allows as many, and storing
    /// it neither fails nor allocates. A place takes 32 bytes of managed memory, made when the reserve is connected or its limit
    /// rises, so this is to be set before. 65,536 unless set.
    /// </summary>
    public int StoredLeases
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = DefaultStoredLeases;

    /// <summary>What a lease of that many bytes is charged when it is emergency memory.</summary>
    internal abstract long ChargeOf(int bytes);

    /// <summary>Moves a lease into a place.</summary>
    /// <exception cref="ObjectDisposedException">There is no lease.</exception>
    /// <exception cref="InvalidOperationException">There is no place; nothing was changed.</exception>
    internal static StoredHandle Store(ref Holding holding, Entitlement entitlement)
    {
        ObjectDisposedException.ThrowIf(holding.IsEmpty, typeof(Reserve));
        return TryStore(ref holding, entitlement, out var handle) ? handle : throw holding.Reserve!.NoPlace();
    }

    private static bool TryStore(ref Holding holding, Entitlement entitlement, out StoredHandle handle)
    {
        var reserve = holding.Reserve!;
        var place = holding.IsEmergency ? reserve.PutEmergency(holding, out var stamp) : reserve.PutOrdinary(holding, entitlement, out stamp);
        handle = new StoredHandle(reserve, place, stamp);
        if (place == StoredPlace.None)
            return false;
        holding = default;
        return true;
    }

    /// <summary>The memory of a stored lease.</summary>
    /// <exception cref="InvalidOperationException">It was returned.</exception>
    internal MemoryBlock Find(int place, long stamp, out bool isEmergency)
    {
        if (!_places!.TryRead(place, stamp, out var content))
            throw Returned();
        isEmergency = content.Kind == PlaceKind.Emergency;
        return content.Block;
    }

    /// <summary>Returns a stored lease.</summary>
    /// <exception cref="InvalidOperationException">It was returned before.</exception>
    internal void ReturnStored(int place, long stamp)
    {
        if (!_places!.TryTake(place, stamp, out var content, out var zone))
            throw Returned();
        if (content.Kind == PlaceKind.Emergency)
        {
            // Its charge keeps the reserve connected, so the store is the one that it was taken from; unless a copy of the lease was
            // returned, which took the charge away.
            Return(_store ?? throw Returned(), content.Address, content.Length, ChargeOf(content.Length), content.Holder);
            return;
        }

        // A place that is kept belongs to a charge, which keeps the zone; the others name theirs.
        (zone ?? Zone!).Free(content.Block);
        if (content.Kind == PlaceKind.OrdinaryCharged)
            Settle(ChargeOf(content.Length));
    }

    private int PutEmergency(in Holding holding, out long stamp)
    {
        var content = new StoredPlace(holding, PlaceKind.Emergency);
        var place = _places!.TryPutKept(content, out stamp);
        return place != StoredPlace.None ? place : _places.TryPutOrdinary(Zone!, content, isEntitled: true, out stamp);
    }

    /// <summary>
    /// When ordinary memory for a place is gone too, an entitled caller may use a place that is kept for a charge, by making that charge: so
    /// those kept for emergency memory are not used up, and what is within the limit can be stored, whatever memory it has.
    /// </summary>
    private int PutOrdinary(in Holding holding, Entitlement entitlement, out long stamp)
    {
        var isEntitled = entitlement == Entitlement.Memalloc;
        var place = _places!.TryPutOrdinary(holding.Zone!, new StoredPlace(holding, PlaceKind.Ordinary), isEntitled, out stamp);
        var charge = ChargeOf(holding.Block.Length);
        if (place != StoredPlace.None || !TryEnterEntitled(charge, entitlement))
            return place;
        Leave();

        // The charge keeps the zone from here on, so it is looked at again.
        if (holding.Zone == Zone)
            place = _places.TryPutKept(new StoredPlace(holding, PlaceKind.OrdinaryCharged), out stamp);
        if (place == StoredPlace.None)
            Settle(charge);
        return place;
    }

    /// <summary>Makes the places that a limit needs, before it holds. Allocates; under the tree lock.</summary>
    private protected virtual void PrepareStorage(long limit)
    {
        _places ??= new LeasePlaces();
        _places.Grow(Math.Min(StoredLeases, MostLeases(limit)));
    }

    private InvalidOperationException Returned() => new($"The lease was returned to reserve '{Name}' before.");

    private InvalidOperationException NoPlace() => new(
        $"There is no place to store a lease of reserve '{Name}': {Math.Min(StoredLeases, MostLeases(Limit))} are kept for charged leases, "
        + $"and ordinary memory for more is gone. Raise {nameof(StoredLeases)} or the limit before connecting.");
}
