// The chain of calls that gives a method its class.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal static class Explanation
{
    private const int LongestChain = 60;

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

            yield return callee is null ? $"  {cause}" : $"  {Place(cause)}calls {callee}";
            at = callee;
        }
    }

    private static string Place(Cause cause) => cause.Offset < 0 ? "" : $"IL_{cause.Offset:x4} ";
}
