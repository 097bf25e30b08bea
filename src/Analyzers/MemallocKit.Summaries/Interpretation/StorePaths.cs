// Whether every path from a place stores to a field before it returns.
using MemallocKit.Summaries.Effects;

namespace MemallocKit.Summaries.Interpretation;

internal sealed class StorePaths(InterpretedBody result, bool[] leaving)
{
    /// <summary>
    /// Whether all normal paths from <paramref name="start"/> to a return store to <paramref name="target"/>, within
    /// <paramref name="region"/> if one is given. A branch that found the field filled counts as having stored.
    /// </summary>
    public bool AllStore(int start, StoreTarget target, bool[]? region)
    {
        var seen = new HashSet<int> { start };
        var pending = new Stack<int>([start]);
        while (pending.TryPop(out var block))
        {
            if (!leaving[block] || result.Stores[block]?.Contains(target) == true)
            {
                continue;
            }

            if (region is not null && !region[block])
            {
                return false;
            }

            if (result.Leaves[block])
            {
                if (result.Returns[block])
                {
                    return false;
                }

                continue;
            }

            foreach (var next in result.Successors[block])
            {
                if (!IsFilledOn(block, next, target) && seen.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return true;
    }

    private bool IsFilledOn(int from, int to, StoreTarget target) =>
        result.Tests.Contains(new FieldTest(from, to, target, WhenEmpty: false))
        && !result.Tests.Contains(new FieldTest(from, to, target, WhenEmpty: true));
}
