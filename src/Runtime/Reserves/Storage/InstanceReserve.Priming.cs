// First calls of what is done with instances besides renting them.
namespace MemallocKit;

public sealed partial class InstanceReserve<T>
{
    /// <summary>Waiting and storing.</summary>
    private void PrimeStorage()
    {
        if (!TryRent(TimeSpan.Zero, out var lease))
            return;
        using var stored = lease.Store();
        _ = stored.Value;
    }
}
