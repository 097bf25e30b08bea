// Side metadata of a pool: an entry and a slot bitmap for every page.
using System.Runtime.InteropServices;
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>Entries and slot bitmaps by page number, in native memory of their own, touched at construction: 60 bytes a page.</summary>
internal sealed unsafe class PageTable : IDisposable
{
    /// <summary>A page has at most 256 slots (<see cref="ObjectEstimate.SlotAlignment"/>): four words.</summary>
    public const int BitmapWords = PageArithmetic.PageBytes / ObjectEstimate.SlotAlignment / 64;

    private readonly PageEntry* _entries;
    private readonly ulong* _bitmaps;

    public PageTable(int pages, uint firstGeneration = 0)
    {
        _entries = (PageEntry*)NativeMemory.AllocZeroed((nuint)pages, (nuint)sizeof(PageEntry));
        try
        {
            _bitmaps = (ulong*)NativeMemory.AllocZeroed((nuint)pages, BitmapWords * sizeof(ulong));
        }
        catch (OutOfMemoryException)
        {
            NativeMemory.Free(_entries);
            throw;
        }

        // calloc may hand out untouched pages; the marks written here touch every entry, and clearing every bitmap.
        for (var page = 0; page < pages; page++)
            _entries[page] = new PageEntry { Next = PageEntry.None, Previous = PageEntry.None, Generation = firstGeneration };
        NativeMemory.Clear(_bitmaps, (nuint)pages * BitmapWords * sizeof(ulong));
    }

    public static long BytesPerPage => sizeof(PageEntry) + (BitmapWords * sizeof(ulong));

    public ref PageEntry this[int page] => ref _entries[page];

    public Span<ulong> Bitmap(int page) => new(_bitmaps + ((nint)page * BitmapWords), BitmapWords);

    public void Link(ref int head, int page)
    {
        ref var entry = ref _entries[page];
        entry.Previous = PageEntry.None;
        entry.Next = head;
        if (head != PageEntry.None)
            _entries[head].Previous = page;
        head = page;
    }

    public void Unlink(ref int head, int page)
    {
        ref var entry = ref _entries[page];
        if (entry.Previous != PageEntry.None)
            _entries[entry.Previous].Next = entry.Next;
        else
            head = entry.Next;
        if (entry.Next != PageEntry.None)
            _entries[entry.Next].Previous = entry.Previous;
        entry.Next = entry.Previous = PageEntry.None;
    }

    public void Dispose()
    {
        NativeMemory.Free(_entries);
        NativeMemory.Free(_bitmaps);
    }
}
