// Rents of instances that wait.
using MemallocKit.Reserves;

namespace MemallocKit;

public sealed partial class InstanceReserve<T>
{
    /// <summary>
    /// Rents an instance and waits while the limit is reached: first in, first out, together with charges that wait.
    /// Nobody who asks later overtakes.
    /// </summary>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="entitlement">Whether this call may use the reserve. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    /// <returns>The instance, to be disposed.</returns>
    /// <exception cref="TimeoutException">The time is over; the message says who holds what.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The caller is not entitled, the limit is 0, the reserve is not
    /// connected or was disconnected meanwhile, or 64 threads wait for it already.
    /// </exception>
    public InstanceLease<T> Rent(TimeSpan timeout, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default)
    {
        var patience = new Patience(timeout, cancellationToken);
        var result = RentWithin(patience, entitlement, out var lease);
        return result == WaitResult.Granted ? lease : throw WaitFailure.Of(this, result, 1, patience);
    }

    /// <summary><see cref="Rent"/> that answers false instead of throwing. It allocates nothing, so it can be called when memory is gone.</summary>
    /// <returns>False in all the cases in which <see cref="Rent"/> throws but one.</returns>
    /// <exception cref="InvalidOperationException">The reserve was not connected when it was called.</exception>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="lease">The instance, to be disposed.</param>
    /// <param name="entitlement">Whether this call may use the reserve. Only if it may does it wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    public bool TryRent(
        TimeSpan timeout, out InstanceLease<T> lease, Entitlement entitlement = Entitlement.Thread, CancellationToken cancellationToken = default) =>
        RentWithin(new Patience(timeout, cancellationToken), entitlement, out lease) == WaitResult.Granted;

    private WaitResult RentWithin(scoped in Patience patience, Entitlement entitlement, out InstanceLease<T> lease)
    {
        if (TryRentUntold(out lease, entitlement))
            return WaitResult.Granted;
        var result = MemallocThread.IsEntitled(entitlement) ? Await(1, forLease: true, bytes: 0, patience, out _) : WaitResult.NotEntitled;
        if (result == WaitResult.Granted)
        {
            Enter();
            lease = TakeHeld();
        }

        return TellRefusal(1, patience, result);
    }
}
