// Methods that allocate on every path that returns.
namespace MemallocKit.Summaries.Effects;

internal static class AlwaysAllocates
{
    public static void Find(MethodContext[] contexts)
    {
        bool again;
        do
        {
            again = false;
            foreach (var context in contexts)
            {
                if (!context.AlwaysAllocates && (context.Effects & (EffectSet.Allocates | EffectSet.Grows)) != 0 && IsCertain(context))
                {
                    context.AlwaysAllocates = true;
                    again = true;
                }
            }
        }
        while (again);
    }

    private static bool IsCertain(MethodContext context)
    {
        var certain = context.Sites.Where(IsCertain).Select(s => s.Block).ToHashSet();
        if (certain.Count == 0 || context.NeverReturns)
        {
            return false;
        }

        if (context.Successors is not { } successors)
        {
            return true;
        }

        var seen = new HashSet<int> { 0 };
        var pending = new Stack<int>([0]);
        while (pending.TryPop(out var block))
        {
            if (certain.Contains(block))
            {
                continue;
            }

            if (context.ReturningBlocks![block])
            {
                return false;
            }

            foreach (var next in successors[block])
            {
                if (seen.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return true;
    }

    private static bool IsCertain(EffectSite site) => site.Guard == Guard.Always
        && (site.IsCertain || site.OnlyCall is { IsOneOfSeveral: false, Callee.AlwaysAllocates: true });
}
