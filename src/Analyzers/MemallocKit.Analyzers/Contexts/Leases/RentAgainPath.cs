// Looks for rents that come after a lease was given back.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>
/// Walks forward from a successful rent, never back to the head of a loop: what a loop rents for each of its turns is
/// another piece of work.
/// </summary>
internal sealed class RentAgainPath(ControlFlowGraph graph, RentedLocal rent)
{
    private readonly LeaseAliases _lease = new(graph, rent.Lease);
    private readonly HashSet<(int, bool)> _seen = [];
    private readonly Stack<(BasicBlock Block, int From, bool IsBack, KnownConditions Known)> _pending = new();

    /// <summary>The calls that are reached after the lease was given back, among those that are asked about.</summary>
    public HashSet<SyntaxNode> Reached(Func<IInvocationOperation, bool> isAsked)
    {
        var reached = new HashSet<SyntaxNode>();
        if (KnownConditions.After(rent) is not { } known)
        {
            return reached;
        }

        _pending.Push((rent.Block, rent.Index, false, known));
        while (_pending.Count > 0)
        {
            var (block, from, isBack, conditions) = _pending.Pop();
            foreach (var operation in FlowGraphs.Operations(block).Skip(from))
            {
                if (isBack)
                {
                    reached.UnionWith(operation.DescendantsAndSelf().OfType<IInvocationOperation>().Where(isAsked).Select(c => c.Syntax));
                }

                isBack |= _lease.GivesBack(operation);
                conditions = conditions.After(operation);
            }

            foreach (var branch in FlowGraphs.Successors(block))
            {
                if (branch.Destination is { } next && next.Ordinal > block.Ordinal && (isBack || conditions.Allow(block, branch)))
                {
                    Push(next, isBack || branch.FinallyRegions.Any(GivesBack), conditions);
                }
            }
        }

        return reached;
    }

    private void Push(BasicBlock block, bool isBack, KnownConditions known)
    {
        if (_seen.Add((block.Ordinal, isBack)))
        {
            _pending.Push((block, 0, isBack, known));
        }
    }

    private bool GivesBack(ControlFlowRegion region) =>
        FlowGraphs.Blocks(graph, region).SelectMany(FlowGraphs.Operations).Any(_lease.GivesBack);
}
