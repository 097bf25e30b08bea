// All pages that the pager can hand out, by index.
namespace MemallocKit.Swap;

/// <summary>
/// The records of the pages and the list of unused ones. Guarded by the pager's gate. There are some more records than pages: a page
/// freed while a run is being written keeps its record until the device answers, and must not count against the capacity so long.
/// </summary>
internal sealed class SwapPageTable : IDisposable
{
    private readonly NativeTable<SwapPage> _pages;
    private readonly IndexStack _unused;

    public SwapPageTable(int capacity)
    {
        Capacity = capacity;
        var records = capacity + WriteOut.RunPages;
        _pages = new NativeTable<SwapPage>(records);
        _unused = new IndexStack(records);
        for (var index = records - 1; index >= 0; index--)
        {
            // Generation 1 and not 0, so that a handle made of zeros is never valid.
            _pages[index] = new SwapPage { Frame = SwapPage.None, Slot = SwapPage.None, Generation = 1 };
            _unused.Push(index);
        }
    }

    public int Capacity { get; }

    /// <summary>Pages that somebody has a handle to.</summary>
    public int Allocated { get; private set; }

    /// <summary>Pages that were freed while they were being written.</summary>
    public int Doomed => _pages.Length - _unused.Count - Allocated;

    public ref SwapPage this[int index] => ref _pages[index];

    [Memalloc]
    public bool TryAllocate(out int index)
    {
        index = -1;
        if (Allocated == Capacity || !_unused.TryPop(out index))
            return false;
        Allocated++;
        _pages[index].Flags = SwapPageFlags.Allocated;
        return true;
    }

    /// <summary>Makes every handle to the page stale. Its record is not used again before <see cref="Release"/>.</summary>
    [Memalloc]
    public void Retire(int index)
    {
        ref var page = ref _pages[index];
        page.Generation++;
        page.Clear(SwapPageFlags.Allocated);
        Allocated--;
    }

    [Memalloc]
    public void Release(int index)
    {
        _pages[index].Flags = SwapPageFlags.None;
        _unused.Push(index);
    }

    /// <summary>Finds the page of a handle.</summary>
    /// <exception cref="InvalidOperationException">The page was freed since.</exception>
    [Memalloc]
    public ref SwapPage Resolve(int index, uint generation)
    {
        ref var page = ref _pages[index];
        if (page.Generation != generation || !page.Has(SwapPageFlags.Allocated))
            throw new InvalidOperationException($"Page {index} was freed: this handle to it is stale.");
        return ref page;
    }

    public void Dispose()
    {
        _pages.Dispose();
        _unused.Dispose();
    }
}
