// Free blocks of 1, 2, 4 … 512 pages, split and merged with their buddies.
using System.Numerics;
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// A binary buddy allocator over page numbers. Lengths that are no power of two are cut out of the next larger block and
/// the rest is given back, so that the count of free pages is exact. Not thread-safe: the pool's gate is held around it.
/// </summary>
internal sealed class BuddyAllocator
{
    private static readonly int s_maxOrder = BitOperations.Log2(PageArithmetic.MaxRunPages);

    private readonly PageTable _table;
    private readonly int _pages;
    private readonly int[] _heads;

    public BuddyAllocator(PageTable table, int pages)
    {
        _table = table;
        _pages = pages;
        _heads = new int[s_maxOrder + 1];
        Array.Fill(_heads, PageEntry.None);
        Put(0, pages);
    }

    public long FreePages { get; private set; }

    /// <summary>Takes a run of adjacent pages; <see cref="PageEntry.None"/> when no block is large enough.</summary>
    public int Take(int pages)
    {
        var order = BitOperations.Log2((uint)pages - 1) + 1;
        if (pages == 1)
            order = 0;
        var found = order;
        while (found <= s_maxOrder && _heads[found] == PageEntry.None)
            found++;
        if (found > s_maxOrder)
            return PageEntry.None;

        var page = _heads[found];
        _table.Unlink(ref _heads[found], page);
        _table[page].State = PageState.Inner;
        FreePages -= 1L << found;
        var rest = (1 << found) - pages;
        if (rest > 0)
            Put(page + pages, rest);
        return page;
    }

    /// <summary>Gives pages back, as the largest aligned blocks that they consist of.</summary>
    public void Put(int page, int pages)
    {
        while (pages > 0)
        {
            var alignment = page == 0 ? s_maxOrder : Math.Min(s_maxOrder, BitOperations.TrailingZeroCount(page));
            var order = Math.Min(alignment, BitOperations.Log2((uint)pages));
            PutBlock(page, order);
            page += 1 << order;
            pages -= 1 << order;
        }
    }

    private void PutBlock(int page, int order)
    {
        FreePages += 1L << order;
        for (; order < s_maxOrder; order++)
        {
            var buddy = page ^ (1 << order);
            if (buddy + (1 << order) > _pages || _table[buddy].State != PageState.Free || _table[buddy].Order != order)
                break;
            _table.Unlink(ref _heads[order], buddy);
            _table[buddy].State = PageState.Inner;
            page &= ~(1 << order);
        }

        _table[page].State = PageState.Free;
        _table[page].Order = (byte)order;
        _table.Link(ref _heads[order], page);
    }
}
