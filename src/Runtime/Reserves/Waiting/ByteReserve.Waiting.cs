// Rents of bytes that wait.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

public sealed partial class ByteReserve
{
    /// <summary>
    /// Rents <paramref name="bytes"/> that lie side by side, and waits while the limit is reached: first in, first out, together with charges that wait.
    /// Nobody who asks later overtakes, but for ordinary memory, which all try first and again while they wait.
    /// </summary>
    /// <param name="bytes">1 to <see cref="Largest"/>; charged as 64 at least if they must come from the reserve.</param>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="entitlement">Whether this call may use emergency memory. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    /// <returns>The bytes, to be disposed.</returns>
    /// <exception cref="TimeoutException">The time is over; the message says who holds what.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Ordinary memory is gone and the caller is not entitled, the bytes are more than the limit or the limit fell below it, the reserve is not
    /// connected or was disconnected meanwhile, or 64 threads wait for it already.
    /// </exception>
    public ByteLease Rent(int bytes, TimeSpan timeout, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default)
    {
        var patience = new Patience(timeout, cancellationToken);
        var result = RentWithin(bytes, patience, entitlement, out var lease);
        return result is WaitResult.Granted or WaitResult.Ordinary ? lease : throw WaitFailure.Of(this, result, ChargeOf(bytes), patience);
    }

    /// <summary><see cref="Rent"/> that answers false instead of throwing. It allocates nothing, so it can be called when memory is gone.</summary>
    /// <returns>False in all the cases in which <see cref="Rent"/> throws but one.</returns>
    /// <exception cref="InvalidOperationException">The reserve was not connected when it was called.</exception>
    /// <param name="bytes">1 to <see cref="Largest"/>; charged as 64 at least if they must come from the reserve.</param>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="lease">The bytes, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    public bool TryRent(
        int bytes, TimeSpan timeout, out ByteLease lease, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default) =>
        RentWithin(bytes, new Patience(timeout, cancellationToken), entitlement, out lease) is WaitResult.Granted or WaitResult.Ordinary;

    private WaitResult RentWithin(int bytes, scoped in Patience patience, Entitlement entitlement, out ByteLease lease)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Largest);
        Unsafe.SkipInit(out lease);
        return Acquire(bytes, ChargeOf(bytes), entitlement, patience, out lease.Holding);
    }
}
