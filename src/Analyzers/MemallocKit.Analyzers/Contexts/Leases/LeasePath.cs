// Looks for a path on which a lease is not given back.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <param name="How">What happens at its end, as messages say it.</param>
/// <param name="Where">Its last operation, where it has one.</param>
internal sealed record MissedEnd(string How, IOperation? Where);

/// <summary>
/// Walks a control flow graph from a successful rent, as long as the lease is held. Exceptions that calls may throw are
/// followed to handlers of the same member only: otherwise every call would be a path.
/// </summary>
internal sealed class LeasePath
{
    private readonly ControlFlowGraph _graph;
    private readonly RentedLocal _rent;
    private readonly HashSet<ILocalSymbol> _names;
    private readonly KnownSymbols _symbols;
    private readonly HashSet<int> _seen = [];
    private readonly Stack<(BasicBlock Block, int From, KnownConditions Known)> _pending = new();

    private readonly Func<IOperation, string?>? _throws;

    private LeasePath(ControlFlowGraph graph, RentedLocal rent, KnownSymbols symbols, Func<IOperation, string?>? throws) =>
        (_graph, _rent, _symbols, _throws, _names) = (graph, rent, symbols, throws, LeaseUses.Names(rent.Lease, FlowGraphs.Operations(graph)));

    /// <summary>The end of a path that misses, or <see langword="null"/>: none, or none that is certain.</summary>
    public static MissedEnd? FindMissed(ControlFlowGraph graph, RentedLocal rent, KnownSymbols symbols) => Find(graph, rent, symbols, null);

    /// <summary>An operation with the lease held from which an exception leaves the member, or <see langword="null"/>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rent">The rent.</param>
    /// <param name="symbols">The types that are known by name.</param>
    /// <param name="throws">What of an operation may throw, as messages name it; <see langword="null"/> for nothing.</param>
    public static MissedEnd? FindThrown(ControlFlowGraph graph, RentedLocal rent, KnownSymbols symbols, Func<IOperation, string?> throws) => Find(graph, rent, symbols, throws);

    // What does not say that it tries may mean success by either answer: then a path has to miss by both.
    private static MissedEnd? Find(ControlFlowGraph graph, RentedLocal rent, KnownSymbols symbols, Func<IOperation, string?>? throws)
    {
        var missed = KnownConditions.After(rent) is { } known ? new LeasePath(graph, rent, symbols, throws).Search(known) : null;
        var isSure = rent.Call is not IInvocationOperation { TargetMethod: { Name: var name, ReturnType.SpecialType: SpecialType.System_Boolean } }
            || name.StartsWith("Try", StringComparison.Ordinal);
        return missed is null || isSure || (KnownConditions.After(rent, success: false) is { } failed && new LeasePath(graph, rent, symbols, throws).Search(failed) is not null)
            ? missed
            : null;
    }

    private MissedEnd? Search(KnownConditions known)
    {
        _pending.Push((_rent.Block, _rent.Index, known));
        while (_pending.Count > 0)
        {
            var (block, from, conditions) = _pending.Pop();
            if (Walk(block, from, conditions) is { } missed)
            {
                return missed;
            }
        }

        return null;
    }

    private MissedEnd? Walk(BasicBlock block, int from, KnownConditions known)
    {
        var isRent = block == _rent.Block && from == _rent.Index && _seen.Count == 0;
        foreach (var operation in FlowGraphs.Operations(block).Skip(from))
        {
            if (!isRent)
            {
                foreach (var mention in LeaseUses.Of(_names, operation))
                {
                    switch (LeaseUses.Of(mention))
                    {
                        case LeaseUse.Rented or LeaseUse.Overwritten when _names.Count > 1:
                            break;
                        case LeaseUse.Rented:
                            return new MissedEnd("rents into it again", mention);
                        case LeaseUse.Overwritten:
                            return new MissedEnd("assigns to it again", mention);
                        case LeaseUse.Released:
                        case LeaseUse.Read when operation == block.BranchValue && block.ConditionKind != ControlFlowConditionKind.None:
                            return null;
                    }
                }

                if (EndsHere(operation))
                {
                    return null;
                }

                if (MayThrow(operation) && PushHandlers(block, known) && _throws?.Invoke(operation) is { } thrown)
                {
                    return new MissedEnd(thrown, operation);
                }
            }

            isRent = false;
            known = known.After(operation);
        }

        foreach (var branch in FlowGraphs.Successors(block))
        {
            if (known.Allow(block, branch) && Follow(block, branch, known) is { } missed)
            {
                return missed;
            }
        }

        return null;
    }

    private MissedEnd? Follow(BasicBlock block, ControlFlowBranch branch, KnownConditions known)
    {
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                return PushHandlers(block, known) ? new MissedEnd("throws", block.BranchValue) : null;
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } next && !branch.FinallyRegions.Any(Releases):
                if (next.Kind == BasicBlockKind.Exit)
                {
                    return new MissedEnd("returns", FlowGraphs.Operations(block).LastOrDefault());
                }

                Push(next, known);
                return null;
            default:
                return null;
        }
    }

    private bool PushHandlers(BasicBlock block, KnownConditions known)
    {
        var handlers = new List<BasicBlock>();
        var escapes = FlowGraphs.FindHandlers(_graph, block.EnclosingRegion, Releases, handlers);
        handlers.ForEach(h => Push(h, known));
        return escapes;
    }

    private void Push(BasicBlock block, KnownConditions known)
    {
        if (_seen.Add(block.Ordinal))
        {
            _pending.Push((block, 0, known));
        }
    }

    private bool Releases(ControlFlowRegion region) =>
        FlowGraphs.Blocks(_graph, region).SelectMany(FlowGraphs.Operations)
            .Any(o => LeaseUses.Of(_names, o).Any(m => LeaseUses.Of(m) == LeaseUse.Released));

    private bool EndsHere(IOperation operation) => operation.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation call && call.TargetMethod.HasAttribute(_symbols.DoesNotReturnAttribute));

    private static bool MayThrow(IOperation operation) => operation.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation or IObjectCreationOperation);
}
