// What a run came to.
namespace MemallocKit.ReserveOnly;

/// <param name="Granted">Requests of entitled callers that were granted: rents and charges. Each was returned, too.</param>
/// <param name="Refused">Requests of entitled callers that kept usage within the limit and were refused all the same: G1 broken.</param>
/// <param name="Leaked">Requests of callers who are not entitled that got memory: G2 broken.</param>
/// <param name="Overwritten">Memory on loan that somebody else wrote to.</param>
/// <param name="ManagedBytes">What the threads allocated on the managed heap while they worked.</param>
/// <param name="BooksExact">At rest nothing was charged, and all pages were back: G3.</param>
internal readonly record struct Verdict(long Granted, long Refused, long Leaked, long Overwritten, long ManagedBytes, bool BooksExact)
{
    public bool IsGood => Granted > 0 && Refused == 0 && Leaked == 0 && Overwritten == 0 && ManagedBytes == 0 && BooksExact;

    public override string ToString() => FormattableString.Invariant(
        $"{Granted:N0} entitled requests granted with ordinary memory at zero, {Refused:N0} refused within the limits, {Leaked:N0} leaked to others, {Overwritten:N0} overwritten, {ManagedBytes:N0} managed bytes allocated, books {(BooksExact ? "exact" : "wrong")}.");
}
