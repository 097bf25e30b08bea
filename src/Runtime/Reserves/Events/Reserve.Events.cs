// What a reserve counts and tells of itself.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private ReserveCounters _counters;

    internal ref ReserveCounters Counters => ref _counters;

    /// <summary>The links of <see cref="ConnectedReserves"/>.</summary>
    internal Reserve? NextConnected { get; set; }

    internal Reserve? PreviousConnected { get; set; }

    /// <summary>A rent that does not wait was refused.</summary>
    private protected void TellRefusal(long amount, Entitlement entitlement) => ReserveEvents.RentRefused(
        this, amount, MemallocThread.IsEntitled(entitlement) ? RefusalReason.Limit : RefusalReason.NotEntitled);

    /// <summary>A rent that may wait has ended. Cancellation and disconnection are the caller's doing, no refusals.</summary>
    private protected WaitResult TellRefusal(long amount, scoped in Patience patience, WaitResult result)
    {
        switch (result)
        {
            case WaitResult.NotEntitled:
                ReserveEvents.RentRefused(this, amount, RefusalReason.NotEntitled);
                break;
            case WaitResult.TimedOut:
                ReserveEvents.RentRefused(this, amount, patience.IsNone ? RefusalReason.Limit : RefusalReason.Timeout);
                break;
            case WaitResult.TooLarge or WaitResult.QueueFull:
                ReserveEvents.RentRefused(this, amount, RefusalReason.Limit);
                break;
        }

        return result;
    }
}
