// Looks for rents that come after a lease was given back.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>
/// Walks forward from where a lease is rented or given back, never back to the head of a loop: what a loop rents for each of its turns is
/// another piece of work.
/// </summary>
internal sealed class RentAgainPath
{
    private readonly ControlFlowGraph _graph;
    private readonly LeaseAliases? _lease;
    private readonly Func<IInvocationOperation, bool> _isAsked;
    private readonly HashSet<SyntaxNode> _reached = [];
    private readonly HashSet<(int, bool)> _seen = [];
    private readonly Stack<(BasicBlock Block, int From, bool IsBack, KnownConditions Known)> _pending = new();

    private RentAgainPath(ControlFlowGraph graph, LeaseAliases? lease, Func<IInvocationOperation, bool> isAsked) => (_graph, _lease, _isAsked) = (graph, lease, isAsked);

    /// <summary>The calls that are reached after what was rented has been given back, among those that are asked about.</summary>
    public static HashSet<SyntaxNode> After(ControlFlowGraph graph, RentedLocal rent, Func<IInvocationOperation, bool> isAsked)
    {
        var path = new RentAgainPath(graph, new LeaseAliases(graph, rent.Lease), isAsked);
        return KnownConditions.After(rent) is { } known ? path.Walk(rent.Block, rent.Index, false, known) : [];
    }

    /// <summary>The calls that are reached after an operation that has given back.</summary>
    public static HashSet<SyntaxNode> After(ControlFlowGraph graph, BasicBlock block, int index, Func<IInvocationOperation, bool> isAsked) =>
        new RentAgainPath(graph, null, isAsked).Walk(block, index + 1, true, KnownConditions.None);

    private HashSet<SyntaxNode> Walk(BasicBlock start, int index, bool isStartBack, KnownConditions known)
    {
        _pending.Push((start, index, isStartBack, known));
        while (_pending.Count > 0)
        {
            var (block, from, isBack, conditions) = _pending.Pop();
            foreach (var operation in FlowGraphs.Operations(block).Skip(from))
            {
                if (isBack)
                {
                    _reached.UnionWith(operation.DescendantsAndSelf().OfType<IInvocationOperation>().Where(_isAsked).Select(c => c.Syntax));
                }

                isBack |= _lease?.GivesBack(operation) == true;
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

        return _reached;
    }

    private void Push(BasicBlock block, bool isBack, KnownConditions known)
    {
        if (_seen.Add((block.Ordinal, isBack)))
        {
            _pending.Push((block, 0, isBack, known));
        }
    }

    private bool GivesBack(ControlFlowRegion region) =>
        _lease is { } lease && FlowGraphs.Blocks(_graph, region).SelectMany(FlowGraphs.Operations).Any(lease.GivesBack);
}
