// The classes of methods without source by what they allocate.
using MemallocKit.Analyzers.Effects;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>What a call of a method allocates, from best to worst.</summary>
internal enum SummaryClass : byte
{
    /// <summary>Nothing, whatever happens.</summary>
    Never,

    /// <summary>Nothing but an exception that it throws.</summary>
    ThrowsOnly,

    /// <summary>Nothing but an exception that it throws and catches itself.</summary>
    Caught,

    /// <summary>Nothing after the first time.</summary>
    FirstCall,

    /// <summary>Nothing if comparing the types it meets does not.</summary>
    Contract,

    /// <summary>Something when a pool or cache is empty, which the collector can bring about.</summary>
    Pooled,

    /// <summary>Something when the object's capacity does not suffice.</summary>
    Grows,

    /// <summary>What the code that it calls does: a delegate, an override, a type argument.</summary>
    Virtual,

    /// <summary>What native code does, which could make objects.</summary>
    Native,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Something on some path.</summary>
    AllocMay,

    /// <summary>Something on every path.</summary>
    AllocAlways,
}

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
        SummaryClass.AllocAlways => "allocates",
        _ => "may allocate",
    };
}
