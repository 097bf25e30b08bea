// Whether what a call allocated is what its class says.
using MemallocKit.Soundness.Running;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Judging;

internal enum Verdict
{
    /// <summary>It allocates, and its class does not say otherwise.</summary>
    Allocates,

    /// <summary>It allocates nothing and its class says so.</summary>
    Recognised,

    /// <summary>It allocates nothing, which its class does not say.</summary>
    Missed,

    /// <summary>It allocates though its class says that it does not.</summary>
    AllocatesThoughFree,

    /// <summary>A call returned without allocating though every one is said to allocate.</summary>
    FreeThoughAllocating,
}

internal static class Verdicts
{
    /// <summary>The worst class whose warm calls allocate nothing: the pool is filled, the first call is over.</summary>
    public const SummaryClass WorstFree = SummaryClass.Pooled;

    public static Verdict Of(Record record, SummaryClass claim)
    {
        var bytes = record.Bytes;
        if (claim == SummaryClass.AllocAlways && bytes.Fewest == 0)
        {
            return Verdict.FreeThoughAllocating;
        }

        if (bytes.Most == 0)
        {
            return claim <= WorstFree ? Verdict.Recognised : Verdict.Missed;
        }

        return claim <= WorstFree && !Allows(claim, record) ? Verdict.AllocatesThoughFree : Verdict.Allocates;
    }

    public static bool IsViolation(this Verdict verdict) => verdict >= Verdict.AllocatesThoughFree;

    // What the definition of the class itself allows a warm call to allocate.
    private static bool Allows(SummaryClass claim, Record record) => claim switch
    {
        SummaryClass.Caught => record.Bytes.Thrown > 0,
        SummaryClass.FirstCall or SummaryClass.Contract => record.Bytes.OnNewArguments,
        SummaryClass.Pooled => true,
        _ => false,
    };
}
