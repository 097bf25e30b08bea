// The classes of methods without source on the ladder, and in messages.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Analyzers.Summaries;

internal static class SummaryClassExtensions
{
    /// <summary>
    /// Where a call stands on the ladder. Guards of other libraries are no throw path here: like the check of an array's index, they
    /// are everywhere, and nobody can take them out.
    /// </summary>
    public static Rung ToRung(this SummaryClass summary) => summary switch
    {
        SummaryClass.Never or SummaryClass.ThrowsOnly or SummaryClass.Contract or SummaryClass.Virtual => Rung.Never,
        SummaryClass.Caught => Rung.ThrowsOnly,
        SummaryClass.FirstCall => Rung.FirstCallOnly,
        SummaryClass.AllocMay or SummaryClass.AllocAlways => Rung.Allocates,
        _ => Rung.Unknown,
    };

    /// <summary>The end of a chain, after the name of the method.</summary>
    public static string Verb(this SummaryClass summary) => summary switch
    {
        SummaryClass.Caught => "allocates when it fails",
        SummaryClass.FirstCall => "allocates the first time",
        SummaryClass.Pooled => "takes from a pool that can be empty",
        SummaryClass.Grows => "may grow",
        SummaryClass.Native => "calls native code that may allocate",
        SummaryClass.Virtual => "runs code that is decided elsewhere",
        SummaryClass.AllocAlways => "allocates",
        _ => "may allocate",
    };
}
