// The names that one lease has in a control flow graph.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>The local that was rented into, those it is copied to, and what the compiler keeps for a <c>using</c>.</summary>
internal sealed class LeaseAliases
{
    private readonly HashSet<object> _names;

    public LeaseAliases(ControlFlowGraph graph, ILocalSymbol lease)
    {
        _names = [lease];
        foreach (var operation in graph.Blocks.SelectMany(FlowGraphs.Operations).SelectMany(o => o.DescendantsAndSelf()))
        {
            switch (operation)
            {
                case IFlowCaptureOperation capture when Has(capture.Value):
                    _names.Add(capture.Id);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Has(assignment.Value):
                    _names.Add(target.Local);
                    break;
            }
        }
    }

    /// <summary>Whether the operation gives the lease back.</summary>
    public bool GivesBack(IOperation operation) => operation.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod.Name: "Dispose", Instance: { } instance } && Has(instance));

    private bool Has(IOperation value) => value switch
    {
        ILocalReferenceOperation local => _names.Contains(local.Local),
        IFlowCaptureReferenceOperation capture => _names.Contains(capture.Id),
        IConversionOperation conversion => Has(conversion.Operand),
        _ => false,
    };
}
