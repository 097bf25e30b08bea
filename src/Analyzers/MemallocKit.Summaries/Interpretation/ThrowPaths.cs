// Which blocks lead to a return, and which only to a throw.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal static class ThrowPaths
{
    /// <summary>Blocks from which no path leaves the method or handler normally, by the shape of the code alone.</summary>
    public static bool[] FindOnlyThrowing(DecodedBody body, AssemblyModel assembly)
    {
        var successors = new IReadOnlyList<int>[body.Blocks.Length];
        var leaves = new bool[body.Blocks.Length];
        foreach (var block in body.Blocks)
        {
            var throws = CallsThrowHelper(block, body, assembly);
            successors[block.Index] = throws ? [] : block.Successors;
            leaves[block.Index] = !throws && body.Instructions[block.Last].Code
                is ILOpCode.Ret or ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Jmp;
        }

        var live = new bool[body.Blocks.Length];
        Array.Fill(live, true);
        return Array.ConvertAll(FindLeaving(successors, leaves, live), l => !l);
    }

    /// <summary>Blocks from which a path leaves normally or runs for ever, among those that are live.</summary>
    public static bool[] FindLeaving(IReadOnlyList<int>[] successors, bool[] leaves, bool[] live)
    {
        var predecessors = Predecessors(successors, live);
        var found = new bool[successors.Length];
        var pending = new Stack<int>();
        for (var b = 0; b < found.Length; b++)
        {
            Reach(b, live[b] && leaves[b]);
        }

        Spread();

        // A loop that nothing leaves is a way to run, not a throw.
        foreach (var block in FindLoops(successors, live, found))
        {
            Reach(block, true);
        }

        Spread();
        return found;

        void Reach(int block, bool condition)
        {
            if (condition && !found[block])
            {
                found[block] = true;
                pending.Push(block);
            }
        }

        void Spread()
        {
            while (pending.TryPop(out var block))
            {
                predecessors[block].ForEach(p => Reach(p, true));
            }
        }
    }

    public static List<int>[] Predecessors(IReadOnlyList<int>[] successors, bool[] live)
    {
        var predecessors = Array.ConvertAll(successors, _ => new List<int>());
        for (var b = 0; b < successors.Length; b++)
        {
            if (live[b])
            {
                foreach (var next in successors[b])
                {
                    predecessors[next].Add(b);
                }
            }
        }

        return predecessors;
    }

    // Blocks on a cycle of live blocks that were not found to leave: targets of back edges of a depth-first walk.
    private static List<int> FindLoops(IReadOnlyList<int>[] successors, bool[] live, bool[] leaving)
    {
        var loops = new List<int>();
        var state = new byte[successors.Length];
        var path = new Stack<(int Block, int Next)>();
        for (var start = 0; start < successors.Length; start++)
        {
            if (!live[start] || leaving[start] || state[start] != 0)
            {
                continue;
            }

            path.Push((start, 0));
            state[start] = 1;
            while (path.TryPop(out var top))
            {
                if (top.Next == successors[top.Block].Count)
                {
                    state[top.Block] = 2;
                    continue;
                }

                path.Push(top with { Next = top.Next + 1 });
                var next = successors[top.Block][top.Next];
                if (leaving[next])
                {
                    continue;
                }

                if (state[next] == 1)
                {
                    loops.Add(next);
                }
                else if (state[next] == 0)
                {
                    state[next] = 1;
                    path.Push((next, 0));
                }
            }
        }

        return loops;
    }

    private static bool CallsThrowHelper(BasicBlock block, DecodedBody body, AssemblyModel assembly)
    {
        for (var i = block.Start; i < block.End; i++)
        {
            var instruction = body.Instructions[i];
            if (instruction.Code is ILOpCode.Call or ILOpCode.Callvirt
                && assembly.ResolveMethod(instruction.Operand).Method is { Method.DoesNotReturn: true })
            {
                return true;
            }
        }

        return false;
    }
}
