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
    public static IOperation? Kept(IInvocationOperation charge, IOperation turn, KnownSymbols symbols)
    {
        if (charge.TargetMethod.Name is "TryCharge" or "Charge")
        {
            return Calls(turn).Any(c => c.TargetMethod.Name == "Uncharge") ? null : charge;
        }

        if (Rents.LocalOf(charge, symbols) is not { } lease)
        {
            return null;
        }

        IOperation? stored = null;
        foreach (var mention in LeaseUses.Of(lease, turn).Where(m => LeaseUses.Of(m) is LeaseUse.Released or LeaseUse.Copied))
        {
            if (mention.Parent is not IInvocationOperation { TargetMethod.Name: "Store" } store || IsGivenBack(store, turn))
            {
                return null;
            }

            stored = store;
        }

        return stored;
    }

    /// <summary>How much is charged, where a constant says so.</summary>
    public static long? Amount(IInvocationOperation call)
    {
        var argument = call.Arguments.FirstOrDefault(a => a.Parameter is { Ordinal: 0, RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 });
        return argument is null ? 1 : TripCount.Constant(argument.Value);
    }

    /// <summary>Whether the loop ends in the turn in which the call succeeds: where it is the condition of an <c>if</c>, by its branch.</summary>
    public static bool LeavesAfterSuccess(IOperation call, ILoopOperation loop)
    {
        var isNegated = false;
        var condition = call;
        while (condition.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation)
        {
            isNegated ^= condition.Parent is IUnaryOperation;
            condition = condition.Parent;
        }

        var success = condition.Parent is IConditionalOperation choice && choice.Condition == condition ? isNegated ? choice.WhenFalse : choice.WhenTrue : null;
        return LeavesAfter(call, loop) || (success is not null && (Leaves(success) || success is IBlockOperation block && block.Operations.Any(Leaves)));
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
                && block.Operations.Skip(block.Operations.IndexOf(child) + 1).Any(Leaves))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
        or IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation;

    private static bool IsGivenBack(IInvocationOperation store, IOperation turn)
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
                    || LeaseUses.Of(local, turn).Any(m => m.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" } or IUsingOperation)));
    }

    private static IEnumerable<IInvocationOperation> Calls(IOperation inside) => inside.Descendants().OfType<IInvocationOperation>();
}
