// Free blocks of 1, 2, 4 … 512 pages, split and merged with their buddies.
using System.Numerics;
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// A binary buddy allocator over page numbers. Lengths that are no power of two are cut out of the next larger block and
/// the rest is given back, so that the count of free pages is exact. Not thread-safe: the pool's gate is held around it.
/// A block's state is the bin of its first page: free and of which order, or something else.
/// <para>
/// Single pages are merged late: the last few that came back lie on a stack of their own and are taken first, since a slab that
/// comes and goes would otherwise split and merge a block of 512 pages each time. They are merged when the stack is
/// full or a longer run is asked for and not found.
/// </para>
/// </summary>
internal sealed unsafe class BuddyAllocator
{
    private const int MostLoosePages = 64;

    private readonly PageTable _table;
    private readonly int[] _heads;
    private int _pages;

    // Their bin is None, so nothing merges with them; linked by Next alone.
    private int _loose = PageEntry.None;
    private int _looseCount;

    public BuddyAllocator(PageTable table)
    {
        _table = table;
        _heads = new int[PageArithmetic.MaxRunOrder + 1];
        Array.Fill(_heads, PageEntry.None);
    }

    public long FreePages { get; private set; }

    /// <summary>Adds free pages behind those there are. The page table is backed for them.</summary>
    public void Grow(int pages)
    {
        var first = _pages;
        _pages += pages;
        Put(first, pages);
    }

    /// <summary>Takes a run of adjacent pages; <see cref="PageEntry.None"/> when no block is large enough.</summary>
    public int Take(int pages)
    {
        if (pages == 1)
        {
            var loose = _loose;
            if (loose == PageEntry.None)
                return TakeFromBlock(0, 1);
            _loose = _table[loose].Next;
            _looseCount--;
            FreePages--;
            return loose;
        }

        var order = BitOperations.Log2((uint)pages - 1) + 1;
        var page = TakeFromBlock(order, pages);
        if (page != PageEntry.None || _loose == PageEntry.None)
            return page;
        MergeLoose();
        return TakeFromBlock(order, pages);
    }

    /// <summary>Gives one page back.</summary>
    public void Put(int page)
    {
        if (_looseCount == MostLoosePages)
            MergeLoose();
        _table[page].Next = _loose;
        _loose = page;
        _looseCount++;
        FreePages++;
    }

    /// <summary>Gives pages back, as the largest aligned blocks that they consist of. Their bins are cleared already.</summary>
    public void Put(int page, int pages)
    {
        while (pages > 0)
        {
            var alignment = page == 0 ? PageArithmetic.MaxRunOrder : Math.Min(PageArithmetic.MaxRunOrder, BitOperations.TrailingZeroCount(page));
            var order = Math.Min(alignment, BitOperations.Log2((uint)pages));
            PutBlock(page, order);
            page += 1 << order;
            pages -= 1 << order;
        }
    }

    private int TakeFromBlock(int order, int pages)
    {
        var found = order;
        while (found <= PageArithmetic.MaxRunOrder && _heads[found] == PageEntry.None)
            found++;
        if (found > PageArithmetic.MaxRunOrder)
            return PageEntry.None;

        var page = _heads[found];
        _table.Unlink(ref _heads[found], page);
        _table.Bins[page] = PageBin.None;
        FreePages -= 1L << found;
        var rest = (1 << found) - pages;
        if (rest > 0)
            Put(page + pages, rest);
        return page;
    }

    private void MergeLoose()
    {
        FreePages -= _looseCount;
        _looseCount = 0;
        for (var page = _loose; page != PageEntry.None;)
        {
            var next = _table[page].Next;
            PutBlock(page, 0);
            page = next;
        }

        _loose = PageEntry.None;
    }

    private void PutBlock(int page, int order)
    {
        FreePages += 1L << order;
        for (; order < PageArithmetic.MaxRunOrder; order++)
        {
            var buddy = page ^ (1 << order);
            if (buddy + (1 << order) > _pages || _table.Bins[buddy] != PageBin.FirstFree + order)
                break;
            _table.Unlink(ref _heads[order], buddy);
            _table.Bins[buddy] = PageBin.None;
            page &= ~(1 << order);
        }

        _table.Bins[page] = (byte)(PageBin.FirstFree + order);
        _table.Link(ref _heads[order], page);
    }
}
