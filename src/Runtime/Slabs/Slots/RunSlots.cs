// Slots of one or more whole pages: page runs straight from the pool.
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

internal sealed unsafe class RunSlots : SlotSource
{
    public RunSlots(PagePool pool, byte bin, nint secret, int pages)
        : base(pool, bin, secret, pages * PageArithmetic.PageBytes, pages)
    {
    }

    public override int Take(nint* destination, int count)
    {
        var taken = Pool.TakeBlocks(BlockPages, Bin, destination, count);
        for (var index = 0; index < taken; index++)
            FreeMark.Set(destination[index], Secret);
        return taken;
    }

    public override void Put(nint* slots, int count) => Pool.PutBlocks(BlockPages, slots, count);

    // Only the first page of a run carries the bin.
    public override bool IsSlot(nint address) => address % PageArithmetic.PageBytes == 0;
}
