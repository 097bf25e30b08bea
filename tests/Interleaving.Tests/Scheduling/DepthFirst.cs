// All schedules, one after the other.
namespace MemallocKit.Interleaving;

/// <summary>
/// Depth-first search of the tree of choices: every run repeats the choices of the last but takes the next way at the deepest
/// point that has one left.
/// <para>
/// Without a bound, sleep sets leave out schedules that differ from one already run only in the order of operations that
/// commute (Godefroid 1996): all outcomes are seen. With a bound on preemptions (Musuvathi and Qadeer 2007), which does not go
/// together with sleep sets, all schedules are run in which no more threads than that are interrupted while they could go on.
/// </para>
/// </summary>
internal sealed class DepthFirst(int? preemptions) : IScheduler
{
    private readonly List<Node> _path = [];
    private int _depth;

    /// <summary>This run has turned out to repeat another: it goes on to its end, but there is nothing to be learned from it.</summary>
    public bool IsRepetition { get; private set; }

    /// <summary>Goes to the next schedule; false when there is none.</summary>
    public bool TryAdvance()
    {
        _depth = 0;
        IsRepetition = false;
        while (_path.Count > 0)
        {
            var node = _path[^1];
            node.Done |= 1 << node.Chosen;
            if (node.TryChoose())
                return true;
            _path.RemoveAt(_path.Count - 1);
        }

        return false;
    }

    public int Choose(Execution execution, int running, int enabled)
    {
        if (IsRepetition)
            return First(enabled);
        if (_depth == _path.Count)
        {
            var node = NewNode(execution, running, enabled);
            if (!node.TryChoose())
            {
                IsRepetition = true;
                return First(enabled);
            }

            _path.Add(node);
        }

        var current = _path[_depth++];
        for (var thread = 0; thread < execution.Threads.Count; thread++)
        {
            var pending = execution.Threads[thread].Pending;
            if (current.Enabled != enabled || (current.Done != 0 && current.Pending[thread].Kind != pending.Kind))
                throw new StuckException($"The scenario does not do the same under the same schedule: at step {_depth} thread {thread} is at {pending}, at {current.Pending[thread]} before.");
            current.Pending[thread] = pending;
        }

        return current.Chosen;
    }

    private static int First(int threads) => System.Numerics.BitOperations.TrailingZeroCount(threads);

    private Node NewNode(Execution execution, int running, int enabled)
    {
        var parent = _path.Count > 0 ? _path[^1] : null;
        var sleeping = 0;
        if (preemptions is null && parent is not null)
        {
            // What was chosen before from the parent, and what slept there, stays asleep as long as it commutes with what was done.
            var candidates = (parent.Sleeping | parent.Done) & enabled;
            for (var thread = 0; thread < execution.Threads.Count; thread++)
            {
                if ((candidates & (1 << thread)) != 0 && parent.Pending[thread].CommutesWith(parent.Pending[parent.Chosen]))
                    sleeping |= 1 << thread;
            }
        }

        // Leaving a thread that spins is no preemption.
        var stays = running >= 0 && (enabled & (1 << running)) != 0
            && execution.Threads[running].Pending.Kind is not (OperationKind.Spin or OperationKind.Wait);
        var left = parent is null ? preemptions ?? int.MaxValue : parent.PreemptionsLeft - (parent.IsPreempted ? 1 : 0);
        return new Node
        {
            Enabled = enabled,
            Sleeping = sleeping,
            Pending = new Operation[execution.Threads.Count],
            Stays = stays ? running : -1,
            PreemptionsLeft = left,
            Last = running,
        };
    }

    private sealed class Node
    {
        public required int Enabled { get; init; }

        public required int Sleeping { get; init; }

        public required Operation[] Pending { get; init; }

        /// <summary>Who would be interrupted by any other choice; -1 when nobody.</summary>
        public required int Stays { get; init; }

        public required int Last { get; init; }

        public required int PreemptionsLeft { get; init; }

        public int Done { get; set; }

        public int Chosen { get; private set; }

        public bool IsPreempted => Stays >= 0 && Chosen != Stays;

        public bool TryChoose()
        {
            var left = Enabled & ~Sleeping & ~Done;
            if (Stays >= 0 && PreemptionsLeft == 0)
                left &= 1 << Stays;
            if (left == 0)
                return false;

            // Whoever runs goes on; whoever spins comes last.
            if (Stays >= 0 && (left & (1 << Stays)) != 0)
                Chosen = Stays;
            else if (Last >= 0 && (left & ~(1 << Last)) != 0)
                Chosen = First(left & ~(1 << Last));
            else
                Chosen = First(left);
            return true;
        }
    }
}
