// What one thread holds of a reserve.
namespace MemallocKit.Reserves;

internal struct ThreadHoldings
{
    public int Thread;
    public int Leases;
    public long Amount;

    /// <summary>When the first of its leases was rented, by the clock of the reserve.</summary>
    public long Since;

    public void Add(in HolderRecord record)
    {
        Since = Leases == 0 ? record.Since : Math.Min(Since, record.Since);
        Thread = record.Thread;
        Amount += record.Amount;
        Leases++;
    }
}
