// The memory of a reserve whose requests all have one size.
using MemallocKit.Estimation;
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>Slabs of one size: of objects, of pages, or of page runs.</summary>
/// <param name="zone">Where the memory is.</param>
/// <param name="objectBytes">The size of the largest request; all are served alike.</param>
/// <param name="unitsPerSlab">How much is charged for a full slab, in the reserve's unit.</param>
internal sealed class SlabStore(Zone zone, int objectBytes, int unitsPerSlab) : EmergencyStore(zone)
{
    private readonly EmergencySlabs _slabs = new(zone.Pool, zone.Owners.Take(), objectBytes);

    public override bool TryTake(int bytes, out nint address) => _slabs.TryTake(out address);

    public override bool TryReturn(nint address, int bytes) => _slabs.TryReturn(address);

    public override void Admit() => _slabs.Admit();

    public override void Close() => Zone.Owners.Return(_slabs.Owner);

    private protected override bool TrySetAside(long fromLimit, long toLimit) => _slabs.TrySetAside(SetAsideSlabs(fromLimit, toLimit));

    private protected override void RetireRuns(long fromLimit, long toLimit) => _slabs.Retire(SetAsideSlabs(toLimit, fromLimit));

    private protected override void GiveBackIdle() => _slabs.GiveBackIdle();

    private protected override long SetAsidePages(long fromLimit, long toLimit) => SetAsideSlabs(fromLimit, toLimit) * _slabs.SlabPages;

    private long SetAsideSlabs(long fromLimit, long toLimit) => _slabs.IsSetAside
        ? PageArithmetic.DivideUp(toLimit, unitsPerSlab) - PageArithmetic.DivideUp(fromLimit, unitsPerSlab)
        : 0;
}
