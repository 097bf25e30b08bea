// Breadth-first search of the call graph for all that a method can come to, and of each outcome the nearest.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// One search. Recursion ends because no method is entered twice in the same frame. What others found is used only where it is
/// nothing: chains would otherwise depend on which search came first.
/// </summary>
internal sealed class ChainSearch(Func<IMethodSymbol, Body> bodyOf, CallJudge judge, PrimedCode primed, Func<Frame, bool> isFree)
{
    // Far more than code that is meant for an emergency: beyond it, generic code makes new instantiations without end.
    private const int MaxFrames = 20_000;

    private readonly Dictionary<(Frame, Rung, FirstCall?), Node> _reached = [];
    private readonly Queue<Node> _pending = new();
    private readonly VerdictSet _found = new(primed);

    /// <summary>Every frame that was looked into at full height.</summary>
    public IEnumerable<Frame> Reached => _reached.Values.Where(n => n.Cap == Rung.Allocates).Select(n => n.Frame);

    public ImmutableArray<CallVerdict> From(Frame start)
    {
        Reach(start, Rung.Allocates, null, null, null);
        while (_pending.Count > 0)
        {
            var node = _pending.Dequeue();
            if (node.Caller is null || !isFree(node.Frame))
            {
                Enter(node);
            }
        }

        return _found.ToVerdicts();
    }

    private void Enter(Node node)
    {
        var method = node.Frame.Method;
        var body = bodyOf(method);
        foreach (var allocation in node.Frame.OnlyGiven ? [] : body.Allocations)
        {
            if (allocation.Condition?.MayHold(node.Frame.Types) != false)
            {
                Add(node, allocation.ToFinding(method), node.Cap, node.First, [allocation.Location]);
            }
        }

        foreach (var call in body.Calls)
        {
            var cap = call.Cap < node.Cap ? call.Cap : node.Cap;
            var first = cap == Rung.FirstCallOnly ? node.First ?? FirstCall.Of(method) : default(FirstCall?);
            if (first is { } run && primed.Includes(run))
            {
                continue;
            }

            foreach (var step in judge.Judge(call, node.Frame))
            {
                if (step.Follow is { } follow)
                {
                    Reach(follow, cap, first, node, call.Location);
                }
                else if (step.Finding is { } finding)
                {
                    Add(node, finding, cap, first, [call.Location]);
                }
            }
        }
    }

    private void Reach(Frame frame, Rung cap, FirstCall? first, Node? caller, Location? call)
    {
        if (_reached.ContainsKey((frame, cap, first)) || (cap < Rung.Allocates && _reached.ContainsKey((frame, Rung.Allocates, null))))
        {
            return;
        }

        var node = new Node(frame, cap, first, caller, call);
        if (_reached.Count >= MaxFrames)
        {
            Add(node, new Finding(Rung.Unknown, FindingKind.Callee, frame.Method.ShortName(), "more calls than can be followed"), cap, first, []);
            return;
        }

        _reached.Add((frame, cap, first), node);
        _pending.Enqueue(node);
    }

    private void Add(Node last, Finding finding, Rung cap, FirstCall? first, ImmutableArray<Location> locations) =>
        _found.Add(finding.Under(cap, first), () =>
        {
            var callees = new Stack<string>();
            var calls = new Stack<Location>();
            for (var node = last; node is not null; node = node.Caller)
            {
                callees.Push(node.Frame.Method.ShortName());
                if (node.Call is not null)
                {
                    calls.Push(node.Call);
                }
            }

            return ([.. callees], [.. calls, .. locations]);
        });

    private sealed record Node(Frame Frame, Rung Cap, FirstCall? First, Node? Caller, Location? Call);
}
