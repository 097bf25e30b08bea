// The name of a stored lease.
namespace MemallocKit.Reserves;

/// <summary>What the public structs are made of. A value: copies name the same lease, which is returned once.</summary>
internal readonly struct StoredHandle(Reserve reserve, int place, long stamp)
{
    private readonly Reserve? _reserve = reserve;
    private readonly int _place = place;
    private readonly long _stamp = stamp;

    private Reserve Reserve => _reserve ?? throw new InvalidOperationException("The stored lease is the default value: nothing was stored in it.");

    public MemoryBlock Find(out bool isEmergency) => Reserve.Find(_place, _stamp, out isEmergency);

    public void Return() => Reserve.ReturnStored(_place, _stamp);
}
