// From effects to the class that tables and analyzers speak of.
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Effects;

internal static class Classifier
{
    private static readonly (EffectSet Effect, SummaryClass Class)[] s_worstFirst =
    [
        (EffectSet.Allocates, SummaryClass.AllocMay),
        (EffectSet.Unknown, SummaryClass.Unknown),
        (EffectSet.Native, SummaryClass.Native),
        (EffectSet.Virtual, SummaryClass.Virtual),
        (EffectSet.Grows, SummaryClass.Grows),
        (EffectSet.Pools, SummaryClass.Pooled),
        (EffectSet.Contract, SummaryClass.Contract),
        (EffectSet.FirstCall, SummaryClass.FirstCall),
        (EffectSet.Caught, SummaryClass.Caught),
        (EffectSet.Throws, SummaryClass.ThrowsOnly),
    ];

    /// <summary>The class of a solved method: its worst effect; what residuals leave open counts as Virtual.</summary>
    public static SummaryClass Classify(MethodContext context) =>
        DependsOnCaller(context) ? SummaryClass.Virtual : ClassifyWithoutResiduals(context);

    /// <summary>Whether the caller can make the class better by what it passes.</summary>
    public static bool DependsOnCaller(MethodContext context) =>
        context.Residuals is { Count: > 0 } && ClassifyWithoutResiduals(context) < SummaryClass.Virtual;

    /// <summary>The class the method has where its caller decides every residual for the better.</summary>
    public static SummaryClass ClassifyWithoutResiduals(MethodContext context) =>
        context.AlwaysAllocates ? SummaryClass.AllocAlways
        : WorstEffect(context) is { } effect ? Array.Find(s_worstFirst, c => c.Effect == effect).Class
        : SummaryClass.Never;

    /// <summary>The effect that decides the class; null if there is none.</summary>
    public static EffectSet? WorstEffect(MethodContext context)
    {
        foreach (var (effect, _) in s_worstFirst)
        {
            if ((context.Effects & effect) != 0)
            {
                return effect;
            }
        }

        return null;
    }
}
