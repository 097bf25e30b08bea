// First calls of what is done with objects besides renting them.
namespace MemallocKit;

public sealed partial class ObjectReserve<T>
{
    /// <summary>Waiting, moving and storing: ordinary memory first, then from the reserve alone.</summary>
    private void PrimeStorage()
    {
        if (TryRent(TimeSpan.Zero, out var lease))
            PrimeStorage(ref lease);
        if (TryRent(Entitlement.Thread, ordinaryFirst: false, out lease))
            PrimeStorage(ref lease);
    }

    private void PrimeStorage(ref ObjectLease<T> lease)
    {
        lease.TryTransferTo(this);
        try
        {
            using var stored = lease.Store();
            stored.Value = default;
            _ = stored.IsEmergency;
        }
        catch (InvalidOperationException)
        {
            // All places are in use, which is no failure of priming.
            lease.Dispose();
        }
    }
}
