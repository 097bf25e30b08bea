// Slots smaller than a page, cut from slabs.
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// Free slots of a slab are linked through their own second word, behind the mark; the entry of the slab's first page has the head
/// of that list and the count of what is taken. Slots come from the fullest slab, so that the emptiest get a chance to
/// empty, and an empty one goes back to the pool at once.
/// </summary>
internal sealed unsafe class SlabSlots : SlotSource
{
    // By quarters of what is taken; full slabs are in no list.
    private const int Lists = 4;
    private const int LinkOffset = 8;

    private readonly int _slots;
    private readonly int[] _heads = new int[Lists];

    public SlabSlots(PagePool pool, byte bin, nint secret, int slotBytes, int slabPages)
        : base(pool, bin, secret, slotBytes, slabPages)
    {
        _slots = slabPages * PageArithmetic.PageBytes / slotBytes;
        Array.Fill(_heads, PageEntry.None);
    }

    public override int Take(nint* destination, int count)
    {
        var taken = 0;
        while (taken < count)
        {
            var page = Fullest();
            if (page == PageEntry.None)
                page = NewSlab();
            if (page == PageEntry.None)
                break;
            taken += TakeFrom(page, destination + taken, count - taken);
        }

        return taken;
    }

    public override void Put(nint* slots, int count)
    {
        for (var index = 0; index < count; index++)
            Put(slots[index]);
    }

    public override bool IsSlot(nint address)
    {
        var (slot, rest) = Math.DivRem((int)(address - Pool.AddressOf(SlabOf(address))), SlotBytes);
        return rest == 0 && slot < _slots;
    }

    private int SlabOf(nint address) => (int)((address - Pool.Start) >> PageArithmetic.PageShift) & -BlockPages;

    private int Fullest()
    {
        for (var list = Lists - 1; list >= 0; list--)
        {
            if (_heads[list] != PageEntry.None)
                return _heads[list];
        }

        return PageEntry.None;
    }

    private int TakeFrom(int page, nint* destination, int count)
    {
        ref var entry = ref Pool.Table[page];
        var start = Pool.AddressOf(page);
        var taken = 0;
        while (taken < count && entry.FirstFree != 0)
        {
            var slot = start + ((entry.FirstFree - 1) * SlotBytes);
            if (entry.FirstFree > _slots || !FreeMark.IsSet(slot, Secret))
            {
                // Somebody wrote to memory after freeing it. The rest of the list is not to be trusted, and is lost.
                entry.FirstFree = 0;
                entry.Taken = (ushort)_slots;
                break;
            }

            entry.FirstFree = *(ushort*)(slot + LinkOffset);
            entry.Taken++;
            destination[taken++] = slot;
        }

        Relist(page, ref entry);
        return taken;
    }

    private void Put(nint slot)
    {
        var page = SlabOf(slot);
        ref var entry = ref Pool.Table[page];
        *(ushort*)(slot + LinkOffset) = entry.FirstFree;
        entry.FirstFree = (ushort)(((int)(slot - Pool.AddressOf(page)) / SlotBytes) + 1);
        entry.Taken--;
        if (entry.Taken > 0)
        {
            Relist(page, ref entry);
            return;
        }

        if (entry.Fullness < Lists)
            Unlist(page, ref entry);
        Pool.Put(page, BlockPages);
    }

    /// <summary>Takes a slab and links its slots, all of them: a slot that was never allocated must show the mark as well.</summary>
    private int NewSlab()
    {
        var page = Pool.Take(BlockPages, Bin);
        if (page == PageEntry.None)
            return page;
        new Span<byte>(Pool.Table.Bins + page, BlockPages).Fill(Bin);
        var slot = Pool.AddressOf(page);
        for (var next = 2; next <= _slots + 1; next++, slot += SlotBytes)
        {
            FreeMark.Set(slot, Secret);
            *(ushort*)(slot + LinkOffset) = (ushort)(next > _slots ? 0 : next);
        }

        // What is left behind the last slot looks like the start of one to the arithmetic of the fast path.
        if (slot < Pool.AddressOf(page + BlockPages))
            FreeMark.Set(slot, Secret);

        ref var entry = ref Pool.Table[page];
        entry.FirstFree = 1;
        entry.Taken = 0;
        entry.Fullness = 0;
        Pool.Table.Link(ref _heads[0], page);
        CountBlocksWithRoom(+1);
        return page;
    }

    private void Relist(int page, ref PageEntry entry)
    {
        var list = entry.Taken * Lists / _slots;
        if (list == entry.Fullness)
            return;
        if (entry.Fullness < Lists)
            Unlist(page, ref entry);
        entry.Fullness = (byte)list;
        if (list < Lists)
        {
            Pool.Table.Link(ref _heads[list], page);
            CountBlocksWithRoom(+1);
        }
    }

    private void Unlist(int page, ref PageEntry entry)
    {
        Pool.Table.Unlink(ref _heads[entry.Fullness], page);
        CountBlocksWithRoom(-1);
    }
}
