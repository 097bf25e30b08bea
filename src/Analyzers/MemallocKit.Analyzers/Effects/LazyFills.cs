// Where a body fills something that is kept, and so runs part of itself the first time only.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// <c>x ??= new X()</c>, <c>x ?? (x = new X())</c>, <c>if (x == null) { x = new X(); }</c> with or without a lock around it, their forms with
/// <c>Interlocked.CompareExchange</c>, <c>LazyInitializer</c> and <c>Lazy&lt;T&gt;.Value</c>, for fields that nothing empties again
/// (<see cref="KeptFields"/>).
/// </summary>
internal sealed class LazyFills(ArgumentFacts facts, KeptFields kept)
{
    /// <summary>The operation, with all in it, runs the first time only, though what it stands in runs each time.</summary>
    public bool Begin(IOperation operation) => operation.Parent switch
    {
        ICoalesceAssignmentOperation fill => operation == fill.Value && Stays(fill.Target) && KeptFields.IsObject(fill.Value),
        ICoalesceOperation choice => operation == choice.WhenNull && Stays(choice.Value) && Fills(choice.WhenNull, choice.Value),
        IConditionalOperation test when operation == test.WhenTrue => NullConditions.OfNull(test.Condition) is { } field && Stays(field) && Fills(operation, field),
        IConditionalOperation test when operation == test.WhenFalse => NullConditions.OfObject(test.Condition) is { } field && Stays(field) && Fills(operation, field),
        IBlockOperation block => IsBehindReturn(operation, block),
        // Its delegate is made each time.
        IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } =>
            operation is IAnonymousFunctionOperation && IsInitializer(call),
        _ => false,
    };

    /// <summary>The call does something the first time only; its arguments are another matter.</summary>
    public bool IsCallOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => IsInitializer(call),
        IPropertyReferenceOperation property => IsLazyValue(property),
        _ => false,
    };

    // `if (x != null) return x;` and then what makes it.
    private bool IsBehindReturn(IOperation statement, IBlockOperation block)
    {
        var at = block.Operations.IndexOf(statement);
        for (var i = 0; i < at; i++)
        {
            if (block.Operations[i] is IConditionalOperation { WhenFalse: null } test && Returns(test.WhenTrue)
                && NullConditions.OfObject(test.Condition) is { } field && Stays(field))
            {
                var rest = block.Operations.RemoveRange(0, i + 1);
                var filled = rest.IndexOf(rest.FirstOrDefault(o => Fills(o, field))!);
                return filled >= 0 && at - i - 1 <= filled && !rest.Take(filled).Any(Leaves);
            }
        }

        return false;
    }

    private bool Stays(IOperation target) => target switch
    {
        IFieldReferenceOperation field => IsSettled(field.Instance) && kept.Includes(field.Field),
        IPropertyReferenceOperation property => IsSettled(property.Instance) && kept.Includes(property.Property),
        _ => false,
    };

    // The object whose field it is must be the same at the test and where it is filled.
    private bool IsSettled(IOperation? instance) => instance switch
    {
        null => true,
        IInstanceReferenceOperation { Type.IsReferenceType: true } => true,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, Type.IsReferenceType: true } parameter } => !facts.IsAssigned(parameter),
        ILocalReferenceOperation { Local: { RefKind: RefKind.None, Type.IsReferenceType: true } local } => !facts.IsAssigned(local),
        _ => false,
    };

    // On every way through that does not throw.
    private bool Fills(IOperation? statement, IOperation field)
    {
        switch (statement)
        {
            case IExpressionStatementOperation { Operation: var expression }:
                return Fills(expression, field);
            case IParenthesizedOperation { Operand: var inner }:
                return Fills(inner, field);
            case IConversionOperation { OperatorMethod: null, Operand: var inner }:
                return Fills(inner, field);
            case IReturnOperation { ReturnedValue: { } value }:
                return Fills(value, field);
            case ISimpleAssignmentOperation assignment:
                return (Same(assignment.Target, field) && KeptFields.IsObject(assignment.Value)) || Fills(assignment.Value, field);
            case ICoalesceAssignmentOperation fill:
                return Same(fill.Target, field) && KeptFields.IsObject(fill.Value);
            case ICoalesceOperation choice:
                return Fills(choice.Value, field);
            case IInvocationOperation call:
                return Exchanged(call) is { } target && Same(target, field);
            case IVariableDeclarationGroupOperation group:
                return group.Declarations.Any(d => d.Declarators.Any(v => Fills(v.GetVariableInitializer()?.Value, field)));
            case ILockOperation guarded:
                return Fills(guarded.Body, field);
            case ITryOperation { Catches.IsEmpty: true } tried:
                return Fills(tried.Body, field);
            case IConditionalOperation { WhenFalse: null } test:
                // Filled by now, or here.
                return NullConditions.OfNull(test.Condition) is { } tested && Same(tested, field) && Fills(test.WhenTrue, field);
            case IBlockOperation block:
                var filled = block.Operations.IndexOf(block.Operations.FirstOrDefault(o => Fills(o, field))!);
                return filled >= 0 && !block.Operations.Take(filled).Any(Leaves);
            default:
                return false;
        }
    }

    private static bool Leaves(IOperation statement) =>
        statement.DescendantsAndSelf().Any(o => o is IReturnOperation or IBranchOperation { BranchKind: BranchKind.GoTo or BranchKind.Break or BranchKind.Continue });

    private static bool Returns(IOperation statement) => statement is IReturnOperation or IBlockOperation { Operations: [IReturnOperation] };

    private static IOperation? Exchanged(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "CompareExchange", ContainingType: { Name: "Interlocked", ContainingNamespace.Name: "Threading" } }, Arguments: [var target, var value, var comparand] }
        && comparand.Value.ConstantValue is { HasValue: true, Value: null } && KeptFields.IsObject(value.Value)
            ? target.Value
            : null;

    private bool IsInitializer(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "EnsureInitialized", ContainingType: { Name: "LazyInitializer", ContainingNamespace.Name: "Threading" } }, Arguments: [var target, ..] }
        && Stays(target.Value);

    private static bool IsLazyValue(IPropertyReferenceOperation property) =>
        property.Property is { Name: "Value", ContainingType: { Name: "Lazy", Arity: 1 or 2, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private static bool Same(IOperation? target, IOperation field) => (target, field) switch
    {
        (IMemberReferenceOperation a, IMemberReferenceOperation b) =>
            SymbolEqualityComparer.Default.Equals(a.Member, b.Member) && (a.Instance, b.Instance) switch
            {
                (null, null) => true,
                (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
                (ILocalReferenceOperation x, ILocalReferenceOperation y) => SymbolEqualityComparer.Default.Equals(x.Local, y.Local),
                (IParameterReferenceOperation x, IParameterReferenceOperation y) => SymbolEqualityComparer.Default.Equals(x.Parameter, y.Parameter),
                _ => false,
            },
        _ => false,
    };
}
