// Side metadata of a pool: what every page is.
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>
/// Arrays by page number, 20 bytes a page (0.49 %), in memory of their own: none of it lies in the pages, where a stray
/// write could reach it. Address space for all pages that the pool can grow to, backed for those that it has.
/// </summary>
internal sealed unsafe class PageTable : IDisposable
{
    private readonly PageSource _source;
    private readonly nint _start;
    private readonly long _reservedBytes;
    private readonly long[] _committedBytes = new long[4];

    public PageTable(long maxPages, PageSource source)
    {
        _source = source;
        var entryBytes = Rounded(maxPages * sizeof(PageEntry));
        var ownerBytes = Rounded(maxPages * sizeof(ushort));
        var byteBytes = Rounded(maxPages);
        _reservedBytes = entryBytes + ownerBytes + byteBytes + byteBytes;
        _start = source.Reserve(_reservedBytes);
        Entries = (PageEntry*)_start;
        Owners = (ushort*)(_start + (nint)entryBytes);
        Bins = (byte*)(_start + (nint)(entryBytes + ownerBytes));
        Emergency = (bool*)(_start + (nint)(entryBytes + ownerBytes + byteBytes));
    }

    /// <summary>What each page is: <see cref="PageBin"/>. Read without a lock by every free.</summary>
    public byte* Bins { get; }

    /// <summary>Of a reserve's slab: the number of the cache that owns it; else 0.</summary>
    public ushort* Owners { get; }

    /// <summary>
    /// The watermark had to be crossed to get this page. An array of its own: the kernel once shared the tag's field with the page
    /// index, and a stale index looked like a tag.
    /// </summary>
    public bool* Emergency { get; }

    public PageEntry* Entries { get; }

    public static long BytesPerPage => sizeof(PageEntry) + sizeof(ushort) + sizeof(byte) + sizeof(bool);

    /// <summary>What backs the tables now.</summary>
    public long CommittedBytes => _committedBytes.Sum();

    public ref PageEntry this[int page] => ref Entries[page];

    /// <summary>Backs the tables for that many pages, zeroed, or throws <see cref="ReserveException"/>.</summary>
    public void Commit(long pages)
    {
        Commit(0, (nint)Entries, pages * sizeof(PageEntry));
        Commit(1, (nint)Owners, pages * sizeof(ushort));
        Commit(2, (nint)Bins, pages);
        Commit(3, (nint)Emergency, pages);
    }

    public void Link(ref int head, int page)
    {
        ref var entry = ref Entries[page];
        entry.Previous = PageEntry.None;
        entry.Next = head;
        if (head != PageEntry.None)
            Entries[head].Previous = page;
        head = page;
    }

    public void Unlink(ref int head, int page)
    {
        ref var entry = ref Entries[page];
        if (entry.Previous != PageEntry.None)
            Entries[entry.Previous].Next = entry.Next;
        else
            head = entry.Next;
        if (entry.Next != PageEntry.None)
            Entries[entry.Next].Previous = entry.Previous;
        entry.Next = entry.Previous = PageEntry.None;
    }

    public void Dispose() => _source.Release(_start, _reservedBytes);

    private static long Rounded(long bytes) => PageArithmetic.PagesFor(bytes) * PageArithmetic.PageBytes;

    private void Commit(int array, nint start, long bytes)
    {
        var (from, to) = (_committedBytes[array], Rounded(bytes));
        if (to <= from)
            return;
        _source.Commit(start + (nint)from, to - from);
        _committedBytes[array] = to;
    }
}
