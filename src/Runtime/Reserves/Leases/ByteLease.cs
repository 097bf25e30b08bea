// Bytes on loan.
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// Bytes rented from a <see cref="ByteReserve"/>. Dispose it once, on any thread; memory goes back first, then the charge. A
/// second <c>Dispose</c> of the same variable does nothing; of a copy, it
/// throws until the memory is rented again, when the two cannot be told apart: do not copy leases.
/// </summary>
public ref struct ByteLease
{
    private Holding _holding;

    internal ByteLease(scoped in Holding holding) => _holding = holding;

    /// <summary>The memory, as long as was asked for; its content is not cleared. Empty after <see cref="Dispose"/>.</summary>
    public readonly Span<byte> Span => _holding.Block.Span;

    /// <summary>Whether it is emergency memory, charged to the reserve.</summary>
    public readonly bool IsEmergency => _holding.IsEmergency;

    /// <summary>Returns the bytes.</summary>
    public void Dispose() => Detach().Release();

    /// <summary>Moves what is held to the caller, who releases it: for holders that outlive a stack frame.</summary>
    internal Holding Detach()
    {
        var holding = _holding;
        _holding = default;
        return holding;
    }
}
