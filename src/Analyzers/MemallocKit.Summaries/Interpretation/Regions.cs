// Blocks that only one way leads to.
namespace MemallocKit.Summaries.Interpretation;

internal static class Regions
{
    /// <summary>Whether a block is live and entered from another alone.</summary>
    public static bool IsOnlyWay(InterpretedBody result, List<int>[] predecessors, int from, int to) =>
        result.IsLive[from] && result.IsLive[to] && predecessors[to] is [var only] && only == from;

    /// <summary>Per block: nothing reaches it without passing <paramref name="entry"/>.</summary>
    public static bool[] Behind(InterpretedBody result, int entry)
    {
        var reached = new bool[result.IsLive.Length];
        var pending = new Stack<int>();
        Reach(0);
        Spread();
        for (var again = true; again;)
        {
            again = false;
            for (var r = 0; r < result.Body.Regions.Length; r++)
            {
                // A handler runs if anything it protects does.
                var region = result.Body.Regions[r];
                var handler = result.Body.BlockOf[region.HandlerStart];
                if (result.IsHandlerLive[r] && !reached[handler]
                    && Array.Exists(result.Body.Blocks, b => region.Protects(b) && reached[b.Index]))
                {
                    Reach(handler);
                    if (region.FilterStart >= 0)
                    {
                        Reach(result.Body.BlockOf[region.FilterStart]);
                    }

                    Spread();
                    again = reached[handler];
                }
            }
        }

        return [.. reached.Select((r, b) => !r && result.IsLive[b])];

        void Reach(int block)
        {
            if (block != entry && result.IsLive[block] && !reached[block])
            {
                reached[block] = true;
                pending.Push(block);
            }
        }

        void Spread()
        {
            while (pending.TryPop(out var block))
            {
                result.Successors[block].ForEach(Reach);
            }
        }
    }
}
