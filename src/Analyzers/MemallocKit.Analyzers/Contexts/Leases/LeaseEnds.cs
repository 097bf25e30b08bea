// What a mention does to a lease that has more than one name.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal enum LeaseEnd
{
    /// <summary>It is read or lent.</summary>
    None,

    /// <summary>Another lease is put into the variable, or code gets it that may do anything with it.</summary>
    Forgotten,

    /// <summary>The variable gives it back, or moves it into storage.</summary>
    BySelf,

    /// <summary>A copy of it is passed to a method that gives it back in any case.</summary>
    ByCall,
}

internal static class LeaseEnds
{
    /// <summary>The second name and the value, where an operation of a graph makes a copy.</summary>
    public static (object Name, IOperation Value)? Copy(IOperation operation) =>
        (operation is IExpressionStatementOperation statement ? statement.Operation : operation) switch
        {
            IFlowCaptureOperation capture => (capture.Id, capture.Value),
            ISimpleAssignmentOperation { IsRef: false } assignment when Rents.LocalIn(assignment.Target) is { RefKind: RefKind.None } target => (target, assignment.Value),
            _ => null,
        };

    /// <summary>What the mention, a local or a capture, does.</summary>
    public static LeaseEnd Of(IOperation mention)
    {
        IOperation use = mention.Parent is IDeclarationExpressionOperation declaration ? declaration : mention;
        while (use.Parent is IConversionOperation)
        {
            use = use.Parent;
        }

        return use.Parent switch
        {
            null or IMemberReferenceOperation => LeaseEnd.None,
            // What the graph keeps of a receiver, while it looks at the arguments, is no copy; what it keeps for `using` is.
            IInvocationOperation { IsImplicit: false } when mention is IFlowCaptureReferenceOperation => LeaseEnd.Forgotten,
            IInvocationOperation { TargetMethod.Name: "Dispose" or Rents.Store } => LeaseEnd.BySelf,
            IInvocationOperation => LeaseEnd.None,
            IArgumentOperation argument when LeaseParameters.IsBorrowed(argument.Parameter) => LeaseEnd.None,
            IArgumentOperation argument when LeaseParameters.IsDisposed(argument.Parameter) => LeaseEnd.ByCall,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => LeaseEnd.None,
            _ => LeaseEnd.Forgotten,
        };
    }
}
