// The name of a page.
namespace MemallocKit.Swap;

/// <summary>Names a page of a <see cref="MemallocKit.Swap.Pager"/>. A plain value: it can be copied and kept in arrays.</summary>
public readonly struct PageHandle
{
    internal PageHandle(Pager pager, int index, uint generation)
    {
        Pager = pager;
        Index = index;
        Generation = generation;
    }

    internal Pager? Pager { get; }

    internal int Index { get; }

    internal uint Generation { get; }

    /// <inheritdoc cref="Pager.Pin"/>
    public PagePin Pin(PinMode mode) => Owner().Pin(this, mode);

    /// <inheritdoc cref="Pager.TryPin"/>
    [Memalloc]
    public SwapStatus TryPin(PinMode mode, out PagePin pin) => Owner().TryPin(this, mode, out pin);

    [Memalloc]
    private Pager Owner() => Pager ?? throw new InvalidOperationException("The handle is the default value: it names no page.");
}
