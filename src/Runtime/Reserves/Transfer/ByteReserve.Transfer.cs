// Moving charges and leases of bytes to another reserve.
using MemallocKit.Reserves;

namespace MemallocKit;

public sealed partial class ByteReserve
{
    /// <summary>
    /// Moves what <see cref="Reserve.TryCharge(long)"/> charged to another reserve, now that its purpose is known. All or nothing. Thread-safe.
    /// </summary>
    /// <param name="other">Where it is to be charged.</param>
    /// <param name="bytes">How much, at least 1.</param>
    /// <returns>False when the limit of <paramref name="other"/> would be exceeded or it is not connected; nothing was changed.</returns>
    /// <exception cref="InvalidOperationException">
    /// Less than that was charged by <see cref="Reserve.TryCharge(long)"/>; what leases hold does not count. Nothing was changed.
    /// </exception>
    public bool TryTransferTo(ByteReserve other, long bytes) => TryMoveCharge(other, bytes);

    internal bool TryMoveHere(ref Holding lease, Entitlement entitlement)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lease.Block.Length, Largest, nameof(lease));
        return TryMoveHere(ref lease, lease.Block.Length, entitlement);
    }
}
