// `if (field == null) field = new …`: what runs only while a field is empty, and fills it.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal static class LazyRegions
{
    /// <summary>
    /// Marks blocks as first calls that only a test for an empty field reaches, if all their ways to a return fill the field,
    /// and no code of the assembly empties it again but to end the object.
    /// </summary>
    public static void Mark(InterpretedBody result, bool[] leaving, Guard[] guards, StorePaths paths, MethodModel method)
    {
        if (result.Tests.Count == 0)
        {
            return;
        }

        var predecessors = ThrowPaths.Predecessors(result.Successors, result.IsLive);
        foreach (var test in result.Tests)
        {
            if (!test.WhenEmpty || !result.IsLive[test.From] || !result.IsLive[test.To]
                || predecessors[test.To] is not [var only] || only != test.From || !StaysFilled(test.Field, method))
            {
                continue;
            }

            var region = FindRegion(result, test.To);
            if (region[test.To] && paths.AllStore(test.To, new StoreTarget(test.Field, 0), region))
            {
                for (var b = 0; b < guards.Length; b++)
                {
                    if (region[b] && guards[b] == Guard.Always)
                    {
                        guards[b] = Guard.FirstCall;
                    }
                }
            }
        }
    }

    private static bool StaysFilled(FieldModel field, MethodModel method) =>
        field.IsStoredInAssemblyOnly

        // A struct is copied: its caches begin empty in every copy.
        && (field.IsStatic || !method.Owner.IsValueType || field.Owner != method.Owner)
        && !FieldStoreScan.StoresOf(field).IsReset;

    // Blocks that nothing reaches without passing the entry.
    private static bool[] FindRegion(InterpretedBody result, int entry)
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
