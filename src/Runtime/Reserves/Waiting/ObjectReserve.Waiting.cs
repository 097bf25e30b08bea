// Rents of objects that wait.
using System.Runtime.CompilerServices;
using MemallocKit.Reserves;

namespace MemallocKit;

public sealed partial class ObjectReserve<T>
{
    /// <summary>
    /// Rents an object, cleared to zero, and waits while the limit is reached: first in, first out, together with charges that wait.
    /// Nobody who asks later overtakes, but for ordinary memory, which all try first and again while they wait.
    /// </summary>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="entitlement">Whether this call may use emergency memory. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    /// <returns>The object, to be disposed.</returns>
    /// <exception cref="TimeoutException">The time is over; the message says who holds what.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Ordinary memory is gone and the caller is not entitled, the limit is 0, the reserve is not
    /// connected or was disconnected meanwhile, or 64 threads wait for it already.
    /// </exception>
    public ObjectLease<T> Rent(TimeSpan timeout, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default)
    {
        var patience = new Patience(timeout, cancellationToken);
        var result = RentWithin(patience, entitlement, out var lease);
        return result is WaitResult.Granted or WaitResult.Ordinary ? lease : throw WaitFailure.Of(this, result, 1, patience);
    }

    /// <summary><see cref="Rent"/> that answers false instead of throwing. It allocates nothing, so it can be called when memory is gone.</summary>
    /// <returns>False in all the cases in which <see cref="Rent"/> throws but one.</returns>
    /// <exception cref="InvalidOperationException">The reserve was not connected when it was called.</exception>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="lease">The object, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use emergency memory. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    public bool TryRent(
        TimeSpan timeout, out ObjectLease<T> lease, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default) =>
        RentWithin(new Patience(timeout, cancellationToken), entitlement, out lease) is WaitResult.Granted or WaitResult.Ordinary;

    private WaitResult RentWithin(scoped in Patience patience, Entitlement entitlement, out ObjectLease<T> lease)
    {
        Unsafe.SkipInit(out lease);
        var result = Acquire(Unsafe.SizeOf<T>(), charge: 1, entitlement, patience, out lease.Holding);
        if (!lease.Holding.IsEmpty)
            lease.Value = default;
        return result;
    }
}
