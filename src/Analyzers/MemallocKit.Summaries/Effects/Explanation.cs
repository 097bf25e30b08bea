// The chain of calls that gives a method its class.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal static class Explanation
{
    private const int LongestChain = 60;

    // Effects that a caller has only if the callee has them, or leaves them to it.
    private const EffectSet Inherited = EffectSet.Allocates | EffectSet.Unknown | EffectSet.Native | EffectSet.Virtual
        | EffectSet.Contract | EffectSet.Pools;

    /// <summary>The class, what the caller decides, and for the worst effect the calls down to where it happens; a line each.</summary>
    public static IEnumerable<string> Of(MethodContext context)
    {
        yield return context.Method.ToString();
        yield return $"{Classifier.Classify(context)} ({context.Effects})";
        foreach (var residual in context.Residuals ?? [])
        {
            yield return $"  the caller decides {residual}";
        }

        if (Classifier.WorstEffect(context) is not { } effect)
        {
            yield break;
        }

        var seen = new HashSet<MethodContext>();
        for (MethodContext? at = context; at is not null && seen.Add(at) && seen.Count <= LongestChain;)
        {
            // A callee's worse effect can be this one's first call, throw or growth.
            effect = (at.Effects & effect) != 0 ? effect : Classifier.WorstEffect(at) ?? effect;
            if (at.ReasonFor(effect) is not var (cause, callee))
            {
                yield break;
            }

            if (callee is not null && (effect & Inherited) != 0 && (callee.Effects & effect) == 0)
            {
                // The callee leaves it to its caller, and this caller decides for it.
                yield return $"  {Place(cause)}calls {callee}";
                yield return $"  {cause with { Offset = -1 }} as this call decides";
                yield break;
            }

            yield return callee is null ? $"  {cause}" : $"  {Place(cause)}calls {callee}";
            at = callee;
        }
    }

    private static string Place(Cause cause) => cause.Offset < 0 ? "" : $"IL_{cause.Offset:x4} ";
}
