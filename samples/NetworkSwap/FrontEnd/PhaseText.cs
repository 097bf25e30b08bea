// The phases of the job in words.

using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

internal static class PhaseText
{
    public static string Of(Phase phase) => phase switch
    {
        Phase.Load => "loading files into paged memory",
        Phase.Rehearse => "rehearsing all that will run later",
        Phase.Fill => "filling the managed heap to its limit",
        Phase.Visit => "heap full: visiting pages at random",
        Phase.Hash => "heap full: hashing files from paged memory",
        Phase.Compare => "comparing with the files on disk",
        _ => phase.ToString(),
    };
}
