// A rent in a control flow graph whose lease goes into a local.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <param name="Call">The rent, as the graph has it.</param>
/// <param name="At">Where messages point: the argument that receives the lease, or the rent.</param>
/// <param name="Lease">The local that holds the lease.</param>
/// <param name="Block">The block of the call.</param>
/// <param name="Index">Which of the block's operations it is part of; the branch value comes last.</param>
internal sealed record RentedLocal(IOperation Call, SyntaxNode At, ILocalSymbol Lease, BasicBlock Block, int Index)
{
    public static IEnumerable<RentedLocal> In(ControlFlowGraph graph, KnownSymbols symbols)
    {
        foreach (var (block, index, operation) in FlowGraphs.Places(graph))
        {
            if (operation is IInvocationOperation call)
            {
                foreach (var argument in Rents.LeaseArguments(call, symbols))
                {
                    if (Rents.LocalIn(argument.Value) is { RefKind: RefKind.None } received)
                    {
                        yield return new RentedLocal(call, argument.Syntax, received, block, index);
                    }
                }
            }

            if (!Rents.GivesLease(operation, symbols))
            {
                continue;
            }

            if (operation.Parent is IFlowCaptureOperation kept)
            {
                foreach (var (then, at, assignment) in FlowGraphs.Places(graph).Where(p => IsOf(kept, p.Operation)))
                {
                    if (Rents.LocalIn(((ISimpleAssignmentOperation)assignment).Target) is { RefKind: RefKind.None } chosen)
                    {
                        yield return new RentedLocal(operation, operation.Syntax, chosen, then, at);
                    }
                }
            }
            else if (operation.Parent is ISimpleAssignmentOperation assignment && assignment.Value == operation && Rents.LocalIn(assignment.Target) is { RefKind: RefKind.None } lease)
            {
                yield return new RentedLocal(operation, operation.Syntax, lease, block, index);
            }
        }
    }

    // A choice between two rents is kept by the graph until it is assigned.
    private static bool IsOf(IFlowCaptureOperation kept, IOperation operation) =>
        operation is ISimpleAssignmentOperation { Value: IFlowCaptureReferenceOperation value } && value.Id.Equals(kept.Id);
}
