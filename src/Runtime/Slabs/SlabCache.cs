// Slots of one size, cut from slabs that belong to this cache alone.
using System.Numerics;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>Where a cache gets its slabs.</summary>
internal enum SlabOrigin
{
    /// <summary>Ordinary memory: stops at the watermark.</summary>
    Ordinary,

    /// <summary>Single pages of the emergency pool. The reserve that owns the cache charges before it allocates.</summary>
    Emergency,

    /// <summary>Runs set aside when the reserve was connected; they stay until <see cref="SlabCache.TryReturnSlabs"/>.</summary>
    SetAside,
}

/// <summary>
/// A cache takes a slab only when all its slabs are full and, unless they were set aside, gives an empty slab back at once;
/// both facts carry the estimates (<see cref="ObjectEstimate"/>, <see cref="ByteEstimate"/>). Slots in use are a bitmap in the
/// page table, so a slot freed twice is seen. Thread-safe under one gate; lock order: cache, then pool.
/// </summary>
internal sealed unsafe class SlabCache
{
    private readonly PagePool _pool;
    private readonly int _number;
    private readonly SlabOrigin _origin;
    private readonly int _slotBytes;
    private readonly int _slabPages;
    private readonly int _slotsPerSlab;
    private SpinGate _gate;
    private int _withRoom = PageEntry.None;

    public SlabCache(PagePool pool, int number, int objectBytes, SlabOrigin origin)
    {
        _pool = pool;
        _number = number;
        _origin = origin;
        _slotBytes = ObjectEstimate.SlotBytes(objectBytes);
        _slabPages = ObjectEstimate.SlabPages(objectBytes);
        _slotsPerSlab = ObjectEstimate.PerSlab(objectBytes);
    }

    /// <summary>Returns a slot whose content is what its last user left.</summary>
    public bool TryAllocate(out nint slot)
    {
        _gate.Enter();
        var allocated = TryAllocateHeld(out slot);
        _gate.Exit();
        return allocated;
    }

    /// <summary>Gives a slot back; throws, and changes nothing, when it is not a slot in use of this cache.</summary>
    public void Free(nint slot)
    {
        var page = _pool.PageOf(slot);
        _gate.Enter();
        var freed = page >= 0 && TryFreeHeld(page, slot);
        _gate.Exit();
        if (!freed)
            throw _pool.BadFree(slot, page);
    }

    /// <summary>Sets slabs aside, all or none.</summary>
    public bool TrySetAside(long slabs)
    {
        for (long taken = 0; taken < slabs; taken++)
        {
            var page = _pool.Take(_slabPages, PageBin.EmergencySlab);
            if (page == PageEntry.None)
            {
                TryReturnSlabs(taken);
                return false;
            }

            _gate.Enter();
            AddSlab(page);
            _gate.Exit();
        }

        return true;
    }

    /// <summary>Gives back slabs that were set aside and are empty; false when fewer were empty, with those returned.</summary>
    public bool TryReturnSlabs(long slabs)
    {
        for (; slabs > 0; slabs--)
        {
            _gate.Enter();
            // A slab that was set aside has one slot: one with room is an empty one.
            var page = _withRoom;
            if (page != PageEntry.None)
                RemoveSlab(page);
            _gate.Exit();
            if (page == PageEntry.None)
                return false;
            _pool.Put(page, _slabPages);
        }

        return true;
    }

    private bool TryAllocateHeld(out nint slot)
    {
        if (_withRoom == PageEntry.None && !TryTakeSlab())
        {
            slot = 0;
            return false;
        }

        var page = _withRoom;
        ref var entry = ref _pool.Table[page];
        var bitmap = _pool.Table.Bitmap(page);
        var word = 0;
        while (bitmap[word] == ulong.MaxValue)
            word++;
        var bit = BitOperations.TrailingZeroCount(~bitmap[word]);
        bitmap[word] |= 1UL << bit;
        entry.Taken++;
        if (entry.Taken == _slotsPerSlab)
            _pool.Table.Unlink(ref _withRoom, page);
        slot = _pool.AddressOf(page) + (((word * 64) + bit) * _slotBytes);
        return true;
    }

    private bool TryFreeHeld(int page, nint slot)
    {
        ref var entry = ref _pool.Table[page];
        if (_pool.Table.Owners[page] != _number)
            return false;
        var (index, rest) = Math.DivRem((int)(slot - _pool.AddressOf(page)), _slotBytes);
        var mask = 1UL << (index & 63);
        ref var word = ref _pool.Table.Bitmap(page)[index >> 6];
        if (rest != 0 || index >= _slotsPerSlab || (word & mask) == 0)
            return false;

        word &= ~mask;
        if (entry.Taken == _slotsPerSlab)
            _pool.Table.Link(ref _withRoom, page);
        entry.Taken--;
        if (entry.Taken == 0 && _origin != SlabOrigin.SetAside)
        {
            RemoveSlab(page);
            _pool.Put(page, _slabPages);
        }

        return true;
    }

    private bool TryTakeSlab()
    {
        var page = _origin switch
        {
            SlabOrigin.Ordinary => _pool.Take(_slabPages, PageBin.EmergencySlab),
            SlabOrigin.Emergency => _pool.TakeEmergency((ushort)_number),
            _ => PageEntry.None,
        };
        if (page == PageEntry.None)
            return false;
        AddSlab(page);
        return true;
    }

    private void AddSlab(int page)
    {
        _pool.Table[page].Taken = 0;
        _pool.Table.Bitmap(page).Clear();
        _pool.Table.Owners[page] = (ushort)_number;
        _pool.Table.Link(ref _withRoom, page);
    }

    private void RemoveSlab(int page) => _pool.Table.Unlink(ref _withRoom, page);
}
