// What callers are told whose wait came to nothing.
using System.Globalization;
using System.Text;

namespace MemallocKit.Reserves;

/// <summary>Makes the exceptions of waiting calls; whoever cannot afford them asks with the methods that return false.</summary>
internal static class WaitFailure
{
    public static Exception Of(Reserve reserve, WaitResult result, long amount, scoped in Patience patience)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{amount:N0} of reserve '{reserve.Name}'");
        return result switch
        {
            WaitResult.TimedOut => new TimeoutException(
                $"The time is over in which {wanted} should have come free. {State(reserve)}"),
            WaitResult.Canceled => new OperationCanceledException(
                $"The wait for {wanted} was canceled. {State(reserve)}", patience.Token),
            WaitResult.NotEntitled => new InvalidOperationException(
                $"Ordinary memory is gone, and for {wanted} the caller is not entitled: enter a context, or pass {nameof(Entitlement)}.{nameof(Entitlement.Memalloc)}."),
            WaitResult.TooLarge => new InvalidOperationException(
                $"{wanted} can never be granted: its limit is {reserve.Ceiling.ToString("N0", CultureInfo.InvariantCulture)}. Ask for less or raise the limit."),
            WaitResult.QueueFull => new InvalidOperationException(
                $"All {WaitLine.Places} places in line are taken by threads that wait for it too, so {wanted} cannot be waited for. {State(reserve)}"),
            _ => new InvalidOperationException(
                $"{wanted} cannot be had: it is not connected, or was disconnected while the caller waited. Call Connect() on its tree, at start."),
        };
    }

    private static string State(Reserve reserve)
    {
        const int MostThreads = 8;
        var culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(culture, $"{reserve.Usage:N0} of {reserve.Limit:N0} are charged; {reserve.CopyWaiters([]):N0} others wait.");
        if (reserve.Holders is null)
            return text.Append(culture, $" To learn who holds them, set {nameof(ReserveNode.TrackHolders)} before connecting.").ToString();
        var threads = new ThreadHoldings[MostThreads];
        var count = reserve.SumHolders(threads, out var others);
        var now = reserve.Clock.Milliseconds;
        foreach (var holder in threads.AsSpan(0, count))
            text.Append(culture, $" Thread {holder.Thread} holds {holder.Amount:N0} in {holder.Leases:N0} leases, the oldest for {now - holder.Since:N0} ms.");
        if (others.Leases > 0)
            text.Append(culture, $" Others hold {others.Amount:N0} in {others.Leases:N0} leases.");
        return text.ToString();
    }
}
