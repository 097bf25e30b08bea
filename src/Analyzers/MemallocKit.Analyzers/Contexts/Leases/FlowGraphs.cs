// Questions asked of control flow graphs.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal static class FlowGraphs
{
    /// <summary>The graph and those of the local functions and lambdas in it.</summary>
    public static IEnumerable<ControlFlowGraph> WithFunctions(ControlFlowGraph graph)
    {
        var pending = new Stack<ControlFlowGraph>([graph]);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            yield return current;
            foreach (var local in current.LocalFunctions)
            {
                pending.Push(current.GetLocalFunctionControlFlowGraph(local));
            }

            foreach (var operation in current.Blocks.SelectMany(Operations).SelectMany(o => o.DescendantsAndSelf()))
            {
                if (operation is IFlowAnonymousFunctionOperation lambda)
                {
                    pending.Push(current.GetAnonymousFunctionControlFlowGraph(lambda));
                }
            }
        }
    }

    /// <summary>The operations of a block, and the value that its branch looks at.</summary>
    public static IEnumerable<IOperation> Operations(BasicBlock block) =>
        block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;

    /// <summary>The operations of all blocks.</summary>
    public static IEnumerable<IOperation> Operations(ControlFlowGraph graph) => graph.Blocks.SelectMany(Operations);

    /// <summary>Every operation of a graph, with the block and the number of the operation there that it is part of.</summary>
    public static IEnumerable<(BasicBlock Block, int Index, IOperation Operation)> Places(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            var index = 0;
            foreach (var operation in Operations(block))
            {
                foreach (var part in operation.DescendantsAndSelf())
                {
                    yield return (block, index, part);
                }

                index++;
            }
        }
    }

    public static ImmutableArray<ControlFlowBranch> Successors(BasicBlock block)
    {
        var found = ImmutableArray.CreateBuilder<ControlFlowBranch>(2);
        foreach (var branch in (ReadOnlySpan<ControlFlowBranch?>)[block.ConditionalSuccessor, block.FallThroughSuccessor])
        {
            if (branch is not null)
            {
                found.Add(branch);
            }
        }

        return found.ToImmutable();
    }

    public static IEnumerable<BasicBlock> Blocks(ControlFlowGraph graph, ControlFlowRegion region)
    {
        for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            yield return graph.Blocks[ordinal];
        }
    }

    /// <summary>Where an exception goes that is thrown in a region: to handlers, and past them, out of the member.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="region">The region of the block that throws.</param>
    /// <param name="isStopped">Whether a <c>finally</c> on the way ends the search.</param>
    /// <param name="handlers">Receives the first blocks of handlers.</param>
    /// <returns>True when the exception may leave the member.</returns>
    public static bool FindHandlers(
        ControlFlowGraph graph, ControlFlowRegion region, Func<ControlFlowRegion, bool> isStopped, ICollection<BasicBlock> handlers)
    {
        for (var current = region; current.EnclosingRegion is { } outer; current = outer)
        {
            if (current.Kind != ControlFlowRegionKind.Try)
            {
                continue;
            }

            if (outer.Kind == ControlFlowRegionKind.TryAndFinally && isStopped(outer.NestedRegions[1]))
            {
                return false;
            }

            if (outer.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                var all = false;
                foreach (var handler in outer.NestedRegions.Skip(1))
                {
                    handlers.Add(graph.Blocks[handler.FirstBlockOrdinal]);
                    all |= handler.Kind == ControlFlowRegionKind.Catch
                        && handler.ExceptionType is null or { Name: "Exception" } or { SpecialType: SpecialType.System_Object };
                }

                if (all)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
