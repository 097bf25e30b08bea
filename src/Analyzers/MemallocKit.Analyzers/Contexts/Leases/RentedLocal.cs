// A rent in a control flow graph whose lease goes into a local.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <param name="Call">The rent, as the graph has it.</param>
/// <param name="Lease">The local that holds the lease.</param>
/// <param name="Block">The block of the call.</param>
/// <param name="Index">Which of the block's operations it is part of; the branch value comes last.</param>
internal sealed record RentedLocal(IInvocationOperation Call, ILocalSymbol Lease, BasicBlock Block, int Index)
{
    public static IEnumerable<RentedLocal> In(ControlFlowGraph graph, KnownSymbols symbols)
    {
        foreach (var (block, index, operation) in FlowGraphs.Places(graph))
        {
            if (operation is IInvocationOperation call && Rents.LocalOf(call, symbols) is { RefKind: RefKind.None } lease)
            {
                yield return new RentedLocal(call, lease, block, index);
            }
        }
    }
}
