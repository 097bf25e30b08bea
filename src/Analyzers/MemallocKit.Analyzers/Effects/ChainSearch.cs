// Breadth-first search of the call graph for the worst that a method can come to, and of that the nearest.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>One search. Recursion ends because no method is entered twice in the same frame.</summary>
internal sealed class ChainSearch(Func<IMethodSymbol, Body> bodyOf, CallJudge judge, Func<Frame, (bool Known, CallVerdict? Verdict)> known)
{
    // Far more than code that is meant for an emergency: beyond it, generic code makes new instantiations without end.
    private const int MaxFrames = 20_000;

    private readonly Dictionary<(Frame, Rung), Node> _reached = [];
    private readonly Queue<Node> _pending = new();
    private CallVerdict? _worst;

    /// <summary>Every frame that was looked into at full height.</summary>
    public IEnumerable<Frame> Reached => _reached.Values.Where(n => n.Cap == Rung.Allocates).Select(n => n.Frame);

    public CallVerdict? From(Frame start)
    {
        Reach(start, Rung.Allocates, null, null);
        while (_pending.Count > 0 && _worst?.Rung != Rung.Allocates)
        {
            var node = _pending.Dequeue();
            if (node.Caller is not null && known(node.Frame) is (true, var verdict))
            {
                if (verdict is not null)
                {
                    Consider(node, verdict.Finding, verdict.Callees.RemoveAt(0), verdict.Locations);
                }
            }
            else
            {
                Enter(node);
            }
        }

        return _worst;
    }

    private void Enter(Node node)
    {
        var body = bodyOf(node.Frame.Method);
        foreach (var allocation in body.Allocations)
        {
            if (allocation.Condition?.MayHold(node.Frame.Types) != false)
            {
                Consider(node, new Finding(allocation.Rung, FindingKind.Code, node.Frame.Method.ShortName(), allocation.What), [], [allocation.Location]);
            }
        }

        foreach (var call in body.Calls)
        {
            var cap = call.Cap < node.Cap ? call.Cap : node.Cap;
            foreach (var step in judge.Judge(call, node.Frame))
            {
                if (step.Follow is { } follow)
                {
                    Reach(follow, cap, node, call.Location);
                }
                else if (step.Finding is { } finding)
                {
                    Consider(node, finding.Rung > cap ? finding with { Rung = cap } : finding, [], [call.Location]);
                }
            }
        }
    }

    private void Reach(Frame frame, Rung cap, Node? caller, Location? call)
    {
        if (_reached.ContainsKey((frame, cap)) || (cap < Rung.Allocates && _reached.ContainsKey((frame, Rung.Allocates))))
        {
            return;
        }

        var node = new Node(frame, cap, caller, call);
        if (_reached.Count >= MaxFrames)
        {
            Consider(node, new Finding(Rung.Unknown, FindingKind.Callee, frame.Method.ShortName(), "more calls than can be followed"), [], []);
            return;
        }

        _reached.Add((frame, cap), node);
        _pending.Enqueue(node);
    }

    private void Consider(Node last, Finding finding, ImmutableArray<string> further, ImmutableArray<Location> locations)
    {
        var rung = finding.Rung < last.Cap ? finding.Rung : last.Cap;
        if (_worst is not null && _worst.Rung >= rung)
        {
            return;
        }

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

        _worst = new CallVerdict(finding with { Rung = rung }, [.. callees, .. further], [.. calls, .. locations]);
    }

    private sealed record Node(Frame Frame, Rung Cap, Node? Caller, Location? Call);
}
