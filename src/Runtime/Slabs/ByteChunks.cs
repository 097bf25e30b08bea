// The chunks of one tier of a byte reserve: blocks of bytes from pages below the watermark, or from runs set aside.
using MemallocKit.Estimation;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// <see cref="BuddyMap"/> says where a block goes; this gives its chunks memory. A chunk of one page gets it when it is first used and
/// gives it back when it is empty. Longer chunks are set aside whole, since single free pages do not make a run. Every page that
/// a block can start in has the owner's number and its chunk in the page table, so what is not a block in use here is refused, whatever
/// its address. Not thread-safe: blocks are taken and returned under the gate of the reserve that owns them; lock order: that
/// gate, then the pool's.
/// </summary>
internal sealed unsafe class ByteChunks
{
    private readonly PagePool _pool;
    private readonly PageTable _table;
    private readonly ushort _owner;
    private readonly ByteTier _tier;

    private BuddyMap _map;

    // The first page of each chunk, or none.
    private int[] _pages = [];

    private int _blocks;

    // In pages of the watermark for single pages, in runs for runs.
    private HighMark _mark;

    // Made before it is needed under the gate, and what is taken but not in use. Under the tree lock.
    private BuddyMap? _nextMap;
    private int[] _nextPages = [];
    private int _idle = PageEntry.None;

    public ByteChunks(PagePool pool, ushort owner, ByteTier tier)
    {
        (_pool, _table, _owner, _tier) = (pool, pool.Table, owner, tier);
        _map = new BuddyMap(tier.ChunkUnits, tier.MaxOrder, chunks: 0);
    }

    public ushort Owner => _owner;

    public ByteTier Tier => _tier;

    public bool IsSetAside => _tier.ChunkPages > 1;

    /// <summary>Takes a block of at least that many bytes, whose content is what its last user left.</summary>
    public bool TryTake(int bytes, out nint address)
    {
        var order = _tier.OrderOf(bytes);
        var chunk = _map.Find(order);
        if (chunk < 0 || (_pages[chunk] == PageEntry.None && !TryTakePage(chunk)))
        {
            address = 0;
            return false;
        }

        _blocks++;
        address = _pool.AddressOf(_pages[chunk]) + ((nint)_map.Take(chunk, order) * _tier.UnitBytes);
        return true;
    }

    /// <summary>Takes a block back; false, with nothing changed, when it is not one in use here for that many bytes.</summary>
    public bool TryReturn(nint address, int bytes)
    {
        var page = _pool.PageOf(address);
        if (page < 0 || _table.Owners[page] != _owner)
            return false;
        var chunk = _table[page].Next;
        var (unit, rest) = Math.DivRem((int)(address - _pool.AddressOf(_pages[chunk])), _tier.UnitBytes);
        if (rest != 0 || !_map.TryPut(chunk, unit, _tier.OrderOf(bytes)))
            return false;

        _blocks--;
        if (!IsSetAside && _map.IsEmpty(chunk))
        {
            _pages[chunk] = PageEntry.None;
            _pool.Put(page, 1);
        }

        if (_blocks == 0)
            GiveBackAboveMark();
        return true;
    }

    /// <summary>Makes room in the books for that many chunks and takes that many more runs, idle until <see cref="Admit"/>; what it
    /// took before it failed stays idle.</summary>
    public bool TryPrepare(long chunks, long moreRuns)
    {
        // Runs that are kept beyond the limit stay in the books.
        var places = Math.Max(chunks, _mark.Kept + moreRuns);
        if (places > _pool.MaxPages)
            return false;
        if (places > _map.Chunks)
            MakeBooks((int)places);
        for (; moreRuns > 0; moreRuns--)
        {
            var page = _pool.Take(_tier.ChunkPages, PageBin.EmergencySlab);
            if (page == PageEntry.None)
                return false;
            _table.Link(ref _idle, page);
        }

        return true;
    }

    /// <summary>Puts what was prepared to use, with that many more pages of the watermark or runs. Under the gate.</summary>
    public void Admit(long more)
    {
        if (_nextMap is not null)
        {
            _nextMap.CopyFrom(_map);
            _pages.CopyTo(_nextPages, 0);
            (_map, _pages, _nextMap) = (_nextMap, _nextPages, null);
        }

        var excess = _mark.Raise(more);
        if (!IsSetAside)
        {
            _pool.LowerWatermark(excess);
            return;
        }

        for (var chunk = (int)(_mark.Kept - (more - excess)); chunk < _mark.Kept; chunk++)
            OpenRun(chunk);
        GiveBackIdle();
    }

    /// <summary>Does without that many pages of the watermark or runs as soon as no block is in use. Under the gate.</summary>
    public void Retire(long less)
    {
        _mark.Lower(less);
        if (_blocks == 0)
            GiveBackAboveMark();
    }

    /// <summary>Makes ordinary memory of the idle runs and forgets what was prepared.</summary>
    public void GiveBackIdle()
    {
        _nextMap = null;
        while (_idle is var page and not PageEntry.None)
        {
            _table.Unlink(ref _idle, page);
            _pool.Put(page, _tier.ChunkPages);
        }
    }

    private void MakeBooks(int places)
    {
        _nextMap = new BuddyMap(_tier.ChunkUnits, _tier.MaxOrder, places);
        _nextPages = new int[places];
        Array.Fill(_nextPages, PageEntry.None);
        for (var chunk = 0; chunk < places && !IsSetAside; chunk++)
            _nextMap.Open(chunk);
    }

    private bool TryTakePage(int chunk)
    {
        var page = _pool.TakeEmergency(_owner);
        if (page == PageEntry.None)
            return false;
        _table[page].Next = chunk;
        _pages[chunk] = page;
        return true;
    }

    private void GiveBackAboveMark()
    {
        var excess = _mark.Settle();
        if (excess == 0)
            return;
        if (!IsSetAside)
        {
            _pool.LowerWatermark(excess);
            return;
        }

        for (; excess > 0; excess--)
            CloseRun((int)(_mark.Kept + excess - 1));
    }

    private void OpenRun(int chunk)
    {
        var first = _idle;
        _table.Unlink(ref _idle, first);
        _pages[chunk] = first;
        Own(first, _owner, chunk);
        _map.Open(chunk);
    }

    private void CloseRun(int chunk)
    {
        _map.Close(chunk);
        Own(_pages[chunk], owner: 0, PageEntry.None);
        _pool.Put(_pages[chunk], _tier.ChunkPages);
        _pages[chunk] = PageEntry.None;
    }

    /// <summary>Marks the pages of a run that a block can start in.</summary>
    private void Own(int first, ushort owner, int chunk)
    {
        for (var page = first; page < first + _tier.ChunkPages; page += _tier.UnitBytes / PageArithmetic.PageBytes)
        {
            _table.Owners[page] = owner;
            _table[page].Next = chunk;
        }
    }
}
