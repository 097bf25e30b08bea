// The memory of a reserve of bytes: slabs for each size class.
using MemallocKit.Estimation;
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>A request is served from the smallest class that fits (<see cref="ByteEstimate"/>).</summary>
internal sealed class ByteStore : EmergencyStore
{
    private readonly EmergencySlabs[] _classes;

    /// <param name="zone">Where the memory is.</param>
    /// <param name="largest">The size of the largest request.</param>
    public ByteStore(Zone zone, int largest)
        : base(zone)
    {
        _classes = new EmergencySlabs[ByteEstimate.ClassCount(largest)];
        for (var index = 0; index < _classes.Length; index++)
            _classes[index] = NewSlabs(ByteEstimate.ClassBytes(index));
    }

    public override bool TryTake(int bytes, out nint address) => _classes[ByteEstimate.ClassOf(bytes)].TryTake(out address);

    public override bool TryReturn(nint address, int bytes) => _classes[ByteEstimate.ClassOf(bytes)].TryReturn(address);

    public override void Admit()
    {
        foreach (var slabs in _classes)
            slabs.Admit();
    }

    public override void Retire(long fromLimit, long toLimit)
    {
        for (var index = 0; index < _classes.Length; index++)
            _classes[index].Retire(SetAsideSlabs(index, toLimit, fromLimit));
    }

    public override void Close()
    {
        foreach (var slabs in _classes)
            Zone.Owners.Return(slabs.Owner);
    }

    private protected override bool TrySetAside(long fromLimit, long toLimit)
    {
        for (var index = 0; index < _classes.Length; index++)
        {
            if (!_classes[index].TrySetAside(SetAsideSlabs(index, fromLimit, toLimit)))
            {
                GiveBackIdle();
                return false;
            }
        }

        return true;
    }

    private protected override long GiveBackIdle()
    {
        long pages = 0;
        foreach (var slabs in _classes)
            pages += slabs.GiveBackIdle();
        return pages;
    }

    private protected override long SetAsidePages(long fromLimit, long toLimit)
    {
        long pages = 0;
        for (var index = 0; index < _classes.Length; index++)
            pages += SetAsideSlabs(index, fromLimit, toLimit) * _classes[index].SlabPages;
        return pages;
    }

    private long SetAsideSlabs(int index, long fromLimit, long toLimit) =>
        _classes[index].IsSetAside ? ByteEstimate.Slabs(toLimit, index) - ByteEstimate.Slabs(fromLimit, index) : 0;
}
