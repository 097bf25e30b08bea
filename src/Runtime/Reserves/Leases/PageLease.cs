// Pages on loan.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// Pages rented from a <see cref="PageReserve"/>. Dispose it once, on any thread; memory goes back first, then the charge. A
/// second <c>Dispose</c> of the same variable does nothing; of a copy, it
/// throws until the memory is rented again, when the two cannot be told apart: do not copy leases.
/// </summary>
public ref struct PageLease
{
    private readonly int _pages;
    private Holding _holding;

    internal PageLease(scoped in Holding holding, int pages)
    {
        _holding = holding;
        _pages = pages;
    }

    /// <summary>The pages; their content is not cleared. Not to be passed to <see cref="Zone.Free(PageRun)"/>.</summary>
    public readonly PageRun Run => new(_holding.Block.Address, _holding.IsEmpty ? 0 : _pages, _holding.Block.Stamp);

    /// <summary>The memory of the pages, 4096 bytes each; empty after <see cref="Dispose"/>.</summary>
    public readonly Span<byte> Span => Run.Span;

    /// <summary>Whether it is emergency memory, charged to the reserve.</summary>
    public readonly bool IsEmergency => _holding.IsEmergency;

    /// <summary>Returns the pages.</summary>
    public void Dispose() => Detach().Release();

    /// <summary>Moves what is held to the caller, who releases it: for holders that outlive a stack frame.</summary>
    internal Holding Detach()
    {
        var holding = _holding;
        _holding = default;
        return holding;
    }
}
