// Who holds a reserve, for reports.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private HolderTable? _holders;

    /// <summary>The records of who holds what; <see langword="null"/> when that is not tracked.</summary>
    internal HolderTable? Holders => Volatile.Read(ref _holders);

    /// <summary>How many leases of emergency memory there can be at a time.</summary>
    private protected virtual long MostLeases(long limit) => limit / ChargeOf(1);

    /// <summary>Makes the records that a limit needs, before it holds. Allocates; under the tree lock.</summary>
    private void PrepareHolders(long limit)
    {
        if (_holders is not { } holders)
            return;
        var leases = MostLeases(limit);
        holders.Grow(leases);
        _charge.Enter();
        holders.Admit(leases);
        _charge.Exit();
    }
}
