// Slots of one size for one reserve, from pages below the watermark or from runs set aside.
using System.Numerics;
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// Takes a page only when all its slabs are full and gives an empty one back at once; both facts carry the estimates
/// (<see cref="ObjectEstimate"/>, <see cref="ByteEstimate"/>). Slots longer than a page are slabs of one, set aside whole, since
/// single free pages do not make a run. Every slab has its owner's number in the page table and a bitmap of used slots, so a slot
/// that is not in use, or another's, is refused whatever its address. Not thread-safe: slots are taken and returned under the gate
/// of the reserve that owns them, whose charge was granted before; lock order: that gate, then the pool's.
/// </summary>
internal sealed unsafe class EmergencySlabs
{
    private readonly PagePool _pool;
    private readonly PageTable _table;
    private readonly ushort _owner;
    private readonly int _slotBytes;
    private readonly int _slabPages;
    private readonly int _slots;
    private readonly int _bitmapSlots;
    private readonly bool _isWholePage;

    // Bits beyond the last slot count as used, so that a search ends at the last.
    private readonly ulong _noneUsed;

    private int _withRoom = PageEntry.None;

    // Slabs set aside that are not in use yet, or no more. Under the tree lock, not the gate.
    private int _idle = PageEntry.None;

    public EmergencySlabs(PagePool pool, ushort owner, int objectBytes)
    {
        _pool = pool;
        _table = pool.Table;
        _owner = owner;
        _slotBytes = ObjectEstimate.SlotBytes(objectBytes);
        _slabPages = ObjectEstimate.SlabPages(objectBytes);
        _slots = ObjectEstimate.PerSlab(objectBytes);
        _bitmapSlots = ObjectEstimate.BitmapSlots(objectBytes);
        _isWholePage = _slots == 1 && _slabPages == 1;
        _noneUsed = _slots < ObjectEstimate.RecordedSlots ? ulong.MaxValue << _slots : 0;
    }

    public ushort Owner => _owner;

    public int SlabPages => _slabPages;

    public bool IsSetAside => _slabPages > 1;

    /// <summary>Takes a slot, whose content is what its last user left.</summary>
    public bool TryTake(out nint slot)
    {
        var page = _withRoom;
        if (page == PageEntry.None)
        {
            page = IsSetAside ? PageEntry.None : _pool.TakeEmergency(_owner);
            if (page == PageEntry.None)
            {
                slot = 0;
                return false;
            }

            if (_isWholePage)
            {
                slot = _pool.AddressOf(page);
                return true;
            }

            AddSlab(page);
        }

        var index = _bitmapSlots == 0 ? ClaimRecorded(page) : ClaimInPage(page);
        slot = _pool.AddressOf(page) + ((nint)index * _slotBytes);
        return true;
    }

    /// <summary>Takes a slot back; false, with nothing changed, when it is not one that is in use here.</summary>
    public bool TryReturn(nint slot)
    {
        var page = _pool.PageOf(slot);
        if (page < 0 || _table.Owners[page] != _owner)
            return false;
        var offset = (uint)(slot - _pool.AddressOf(page));
        if (_isWholePage)
            return TryReturnPage(page, offset);
        var index = offset / (uint)_slotBytes;
        if (index * (uint)_slotBytes != offset || index - (uint)_bitmapSlots >= (uint)_slots)
            return false;
        return _bitmapSlots == 0 ? TryReleaseRecorded(page, (int)index) : TryReleaseInPage(page, (int)index);
    }

    /// <summary>Takes slabs from ordinary memory, idle until <see cref="Admit"/>; all or none.</summary>
    public bool TrySetAside(long slabs)
    {
        for (long taken = 0; taken < slabs; taken++)
        {
            var page = _pool.Take(_slabPages, PageBin.EmergencySlab);
            if (page == PageEntry.None)
            {
                GiveBackIdle();
                return false;
            }

            _table.Link(ref _idle, page);
        }

        return true;
    }

    /// <summary>Puts idle slabs to use. Under the gate.</summary>
    public void Admit()
    {
        while (_idle is var page and not PageEntry.None)
        {
            _table.Unlink(ref _idle, page);
            AddSlab(page);
        }
    }

    /// <summary>Makes set-aside slabs idle. That many are empty, since no more is charged than the rest can hold. Under the gate.</summary>
    public void Retire(long slabs)
    {
        for (; slabs > 0; slabs--)
        {
            var page = _withRoom;
            _table.Unlink(ref _withRoom, page);
            _table.Owners[page] = 0;
            _table.Link(ref _idle, page);
        }
    }

    /// <summary>Makes ordinary memory of the idle slabs.</summary>
    public void GiveBackIdle()
    {
        while (_idle is var page and not PageEntry.None)
        {
            _table.Unlink(ref _idle, page);
            _pool.Put(page, _slabPages);
        }
    }

    private void AddSlab(int page)
    {
        _table.Owners[page] = _owner;
        if (_bitmapSlots == 0)
        {
            _table[page].UsedSlots = _noneUsed;
        }
        else
        {
            _table[page].UsedSlots = 0;
            var bitmap = BitmapOf(page);
            bitmap.Clear();

            // The slots of the bitmap itself, and those that the page does not have.
            bitmap[0] = (1UL << _bitmapSlots) - 1;
            for (var index = _bitmapSlots + _slots; index < bitmap.Length * 64; index++)
                bitmap[index / 64] |= 1UL << (index % 64);
        }

        _table.Link(ref _withRoom, page);
    }

    /// <summary>A slab of one slot belongs to this owner as long as the slot is in use, and is in no list.</summary>
    private bool TryReturnPage(int page, uint offset)
    {
        if (offset != 0)
            return false;
        _pool.Put(page, 1);
        return true;
    }

    private int ClaimRecorded(int page)
    {
        ref var used = ref _table[page].UsedSlots;
        var bit = BitOperations.TrailingZeroCount(~used);
        used |= 1UL << bit;
        if (used == ulong.MaxValue)
            _table.Unlink(ref _withRoom, page);
        return bit;
    }

    private int ClaimInPage(int page)
    {
        var bitmap = BitmapOf(page);
        var word = 0;
        while (bitmap[word] == ulong.MaxValue)
            word++;
        var bit = BitOperations.TrailingZeroCount(~bitmap[word]);
        bitmap[word] |= 1UL << bit;
        if (++_table[page].UsedSlots == (ulong)_slots)
            _table.Unlink(ref _withRoom, page);
        return (word * 64) + bit;
    }

    private bool TryReleaseRecorded(int page, int index)
    {
        ref var used = ref _table[page].UsedSlots;
        var mask = 1UL << index;
        if ((used & mask) == 0)
            return false;
        var wasFull = used == ulong.MaxValue;
        used &= ~mask;
        Settle(page, wasFull, isEmpty: used == _noneUsed);
        return true;
    }

    private bool TryReleaseInPage(int page, int index)
    {
        ref var word = ref BitmapOf(page)[index / 64];
        var mask = 1UL << (index % 64);
        if ((word & mask) == 0)
            return false;
        word &= ~mask;
        var used = --_table[page].UsedSlots;
        Settle(page, wasFull: used == (ulong)_slots - 1, isEmpty: used == 0);
        return true;
    }

    /// <summary>Where a slab belongs after a slot of it came back.</summary>
    private void Settle(int page, bool wasFull, bool isEmpty)
    {
        if (isEmpty && !IsSetAside)
        {
            if (!wasFull)
                _table.Unlink(ref _withRoom, page);
            _pool.Put(page, 1);
        }
        else if (wasFull)
        {
            _table.Link(ref _withRoom, page);
        }
    }

    private Span<ulong> BitmapOf(int page) =>
        new((void*)_pool.AddressOf(page), (_bitmapSlots + _slots + ObjectEstimate.RecordedSlots - 1) / ObjectEstimate.RecordedSlots);
}
