// First calls of what is done with pages besides renting them.
namespace MemallocKit;

public sealed partial class PageReserve
{
    /// <summary>Waiting, moving and storing: ordinary memory first, then from the reserve alone.</summary>
    private void PrimeStorage()
    {
        if (TryRent(RunPages, TimeSpan.Zero, out var lease))
            PrimeStorage(ref lease);
        if (TryRent(RunPages, Entitlement.Thread, ordinaryFirst: false, out lease))
            PrimeStorage(ref lease);
    }

    private void PrimeStorage(ref PageLease lease)
    {
        lease.TryTransferTo(this);
        try
        {
            using var stored = lease.Store();
            stored.Span[0] = 0;
            _ = stored.IsEmergency;
        }
        catch (InvalidOperationException)
        {
            // All places are in use, which is no failure of priming.
            lease.Dispose();
        }
    }
}
