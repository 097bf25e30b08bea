// Looks for a path on which a lease is given back by two of its names.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <param name="First">What gives the lease back.</param>
/// <param name="Second">What does it again.</param>
/// <param name="Name">The variable of the one that is written.</param>
internal sealed record DoubleEnd(IOperation First, IOperation Second, string Name);

/// <summary>
/// Walks a control flow graph from where a lease gets a second name. A name is a local, or what the compiler keeps for a <c>using</c>. Where a
/// name is passed on to code that may do anything with it, the walk forgets the name.
/// </summary>
internal sealed class CopyPath(ControlFlowGraph graph)
{
    // More states than a method that anybody reads has; beyond, nothing is certain.
    private const int MaxStates = 2000;

    private readonly HashSet<(int, string)> _seen = [];
    private readonly Stack<(BasicBlock Block, int From, State State)> _pending = new();

    /// <summary>The first double end after the copy or the call that is operation <paramref name="index"/> of a block.</summary>
    public static DoubleEnd? Find(ControlFlowGraph graph, BasicBlock block, int index)
    {
        var path = new CopyPath(graph);
        path._pending.Push((block, index, State.Empty));
        while (path._pending.Count > 0 && path._seen.Count < MaxStates)
        {
            var (current, from, state) = path._pending.Pop();
            if (path.Walk(current, from, state, isStart: current == block && from == index) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private DoubleEnd? Walk(BasicBlock block, int from, State state, bool isStart)
    {
        foreach (var operation in FlowGraphs.Operations(block).Skip(from))
        {
            if (Step(ref state, operation, isStart) is { } found)
            {
                return found;
            }

            isStart = false;
            if (state.Names.IsEmpty)
            {
                return null;
            }
        }

        foreach (var branch in FlowGraphs.Successors(block))
        {
            if (branch.Destination is not { } next || !state.Known.Allow(block, branch))
            {
                continue;
            }

            var after = state;
            var last = branch.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } returned && Name(returned) is { } name
                ? End(ref after, name, returned) : null;
            foreach (var region in branch.FinallyRegions)
            {
                // One that decides something is taken to decide right.
                foreach (var operation in FlowGraphs.Blocks(graph, region).All(b => b.ConditionKind == ControlFlowConditionKind.None)
                    ? FlowGraphs.Blocks(graph, region).SelectMany(FlowGraphs.Operations) : [])
                {
                    last ??= Step(ref after, operation, isStart: false);
                }
            }

            if (last is not null)
            {
                return last;
            }

            if (!after.Names.IsEmpty && _seen.Add((next.Ordinal, after.Key)))
            {
                _pending.Push((next, 0, after));
            }
        }

        return null;
    }

    private static DoubleEnd? Step(ref State state, IOperation operation, bool isStart)
    {
        if (LeaseEnds.Copy(operation) is var (to, value) && Name(value) is { } from && (isStart || state.Names.Contains(from)))
        {
            state = state with { Names = state.Names.Add(from).Add(to) };
            return null;
        }

        foreach (var part in operation.DescendantsAndSelf())
        {
            if (Name(part) is not { } name)
            {
                continue;
            }

            var end = LeaseEnds.Of(part);
            if (isStart && end == LeaseEnd.ByCall)
            {
                state = state with { Names = state.Names.Add(name), First = part, By = "" };
                continue;
            }

            if (!state.Names.Contains(name))
            {
                continue;
            }

            switch (end)
            {
                case LeaseEnd.None:
                    break;
                case LeaseEnd.Forgotten:
                    state = state with { Names = state.Names.Remove(name) };
                    break;
                default:
                    if (End(ref state, end == LeaseEnd.ByCall ? "" : name, part, name) is { } found)
                    {
                        return found;
                    }

                    break;
            }
        }

        state = state with { Known = state.Known.After(operation) };
        return null;
    }

    // A variable that is disposed twice does nothing the second time.
    private static DoubleEnd? End(ref State state, object by, IOperation at, object? name = null)
    {
        if (!state.Names.Contains(name ?? by))
        {
            return null;
        }

        if (state.First is { } first && !Equals(state.By, by))
        {
            var shown = at.IsImplicit || at is IFlowCaptureReferenceOperation ? first : at;
            return new DoubleEnd(first, at, shown is ILocalReferenceOperation local ? local.Local.Name : "it");
        }

        state = state with { First = state.First ?? at, By = by };
        return null;
    }

    private static object? Name(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IFlowCaptureReferenceOperation capture => capture.Id,
        _ => null,
    };

    /// <param name="Names">What holds the lease, given back or not.</param>
    /// <param name="First">What gave it back.</param>
    /// <param name="By">The name that did; empty for a method that it was passed to.</param>
    /// <param name="Known">What is known of conditions.</param>
    private sealed record State(ImmutableHashSet<object> Names, IOperation? First, object? By, KnownConditions Known)
    {
        public static State Empty { get; } = new([], null, null, KnownConditions.None);

        public string Key => string.Join(",", Names.Select(n => n.GetHashCode()).OrderBy(h => h)) + "/" + (By?.GetHashCode() ?? 0);
    }
}
