// A page held in memory.
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

/// <summary>
/// Keeps a page in memory until disposed. Dispose it once and soon: a pinned page takes a frame away from all the others. A second
/// <c>Dispose</c> of the same variable does nothing; of a copy, it takes away somebody else's pin, or throws.
/// </summary>
public unsafe ref struct PagePin
{
    private readonly int _page;
    private readonly nint _address;
    private Pager? _pager;

    internal PagePin(Pager pager, int page, nint address)
    {
        _pager = pager;
        _page = page;
        _address = address;
    }

    /// <summary>The 4096 bytes of the page; empty when nothing is pinned. Not to be used after <see cref="Dispose"/>.</summary>
    [Memalloc]
    public readonly Span<byte> Span => _pager is null ? default : new((void*)_address, PageArithmetic.PageBytes);

    /// <summary>Lets the page go. Does nothing on a pin that was not obtained.</summary>
    /// <exception cref="InvalidOperationException">The page is not pinned: this is a copy of a pin that was disposed.</exception>
    [Memalloc]
    public void Dispose()
    {
        var pager = _pager;
        _pager = null;
        pager?.Unpin(_page);
    }
}
