// `value is null` where the type argument was seen to be no struct: no box is made there.
namespace MemallocKit.Summaries.Interpretation;

/// <summary>
/// At tier 0 comparing with null boxes a struct. Behind a branch that is taken only for null, as in <c>a?.Equals(b) ?? b is null</c>,
/// the argument is a class, which needs no box, or a nullable, whose comparison with null makes none.
/// </summary>
internal static class NullComparisons
{
    public static void Drop(InterpretedBody result)
    {
        if (result.NullEdges.Count == 0)
        {
            return;
        }

        var predecessors = ThrowPaths.Predecessors(result.Successors, result.IsLive);
        foreach (var edge in result.NullEdges)
        {
            if (!Regions.IsOnlyWay(result, predecessors, edge.From, edge.To))
            {
                continue;
            }

            var region = Regions.Behind(result, edge.To);
            for (var i = 0; i < result.Sites.Length; i++)
            {
                if (result.Sites[i] is { } site && site.ComparedWithNull == edge.Argument && region[site.Block])
                {
                    result.Sites[i] = null;
                }
            }
        }
    }
}
