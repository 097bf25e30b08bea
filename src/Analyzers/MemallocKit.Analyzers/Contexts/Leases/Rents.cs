// What gives a lease, and where it goes.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>
/// A rent, and as well any call that hands a lease over: by its result, by <c>out</c>, as a <c>ref struct</c> that holds one, or from
/// <c>Store()</c>. Who receives it has to give it back.
/// </summary>
internal static class Rents
{
    public const string Store = "Store";

    /// <summary>The arguments of a call that receive a lease.</summary>
    public static IEnumerable<IArgumentOperation> LeaseArguments(IInvocationOperation call, KnownSymbols symbols)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter && LeaseTypes.IsOwner(parameter.Type, symbols))
            {
                yield return argument;
            }
        }
    }

    /// <summary>An operation whose value is a lease that somebody has to give back.</summary>
    public static bool GivesLease(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IInvocationOperation { TargetMethod: { ReturnsByRef: false, ReturnsByRefReadonly: false } method } call =>
            method.Name == Store && LeaseTypes.IsLease(call.Instance?.Type, symbols) ? LeaseTypes.IsStored(call.Type, symbols)
            : LeaseTypes.IsOwner(call.Type, symbols) && !LeaseReturns.IsBorrowed(method),
        IObjectCreationOperation creation => LeaseTypes.IsHolder(creation.Type, symbols)
            && creation.Arguments.Any(a => a.Parameter is { RefKind: not RefKind.Out } parameter && LeaseTypes.IsOwner(parameter.Type, symbols)),
        _ => false,
    };

    /// <summary>The local of an expression that stands for one, declared there or before.</summary>
    public static ILocalSymbol? LocalIn(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    /// <summary>The one local that an operation puts a lease into, in the operation tree or in a control flow graph.</summary>
    public static ILocalSymbol? LocalOf(IOperation operation, KnownSymbols symbols)
    {
        if (operation is IInvocationOperation call && LeaseArguments(call, symbols).FirstOrDefault() is { } argument)
        {
            return LocalIn(argument.Value);
        }

        return !GivesLease(operation, symbols) ? null : Receiver(operation).Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Target != operation => LocalIn(assignment.Target),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            _ => null,
        };
    }

    /// <summary>The operation, or the choice around it whose value it may become.</summary>
    public static IOperation Receiver(IOperation operation)
    {
        while (operation.Parent is IParenthesizedOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
            || (operation.Parent is IConditionalOperation choice && choice.Condition != operation))
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
