// Whether a charge in a loop stays charged when the loop goes on.
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class LoopCharge
{
    /// <summary>
    /// What makes the charge outlast the turn: the <c>Store()</c> of its lease, or the charge itself where nothing uncharges. Null when the turn
    /// gives it back, or passes the lease on to code that may.
    /// </summary>
    public static IOperation? Kept(IInvocationOperation charge, ILoopOperation loop, KnownSymbols symbols)
    {
        if (charge.TargetMethod.Name is "TryCharge" or "Charge")
        {
            return Calls(loop.Body).Any(c => c.TargetMethod.Name == "Uncharge") ? null : charge;
        }

        if (Rents.LocalOf(charge, symbols) is not { } lease)
        {
            return null;
        }

        IOperation? stored = null;
        foreach (var mention in LeaseUses.Of(lease, loop.Body).Where(m => LeaseUses.Of(m) == LeaseUse.Released))
        {
            if (mention.Parent is not IInvocationOperation { TargetMethod.Name: "Store" } store || IsGivenBack(store, loop))
            {
                return null;
            }

            stored = store;
        }

        return stored;
    }

    /// <summary>Whether the loop ends in the turn in which the operation runs.</summary>
    public static bool LeavesAfter(IOperation operation, ILoopOperation loop)
    {
        for (var child = operation; child != loop && child.Parent is { } parent; child = parent)
        {
            if (child is IReturnOperation or IThrowOperation)
            {
                return true;
            }

            if (parent is IBlockOperation block
                && block.Operations.Skip(block.Operations.IndexOf(child) + 1).Any(s =>
                    s is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
                    || s is IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGivenBack(IInvocationOperation store, ILoopOperation loop)
    {
        var local = store.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation assignment => Rents.LocalIn(assignment.Target),
            _ => null,
        };
        return store.Parent is IUsingOperation
            || (local is not null
                && (store.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation or IUsingOperation } }
                    || LeaseUses.Of(local, loop.Body).Any(m => m.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" } or IUsingOperation)));
    }

    private static IEnumerable<IInvocationOperation> Calls(IOperation inside) => inside.Descendants().OfType<IInvocationOperation>();
}
