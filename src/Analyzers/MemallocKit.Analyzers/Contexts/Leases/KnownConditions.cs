// What is known about conditions on the paths after a successful rent.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>
/// Conditions go by their text. A variable that has changed since makes a path look impossible that is not, and so hides a
/// report; it never adds one.
/// </summary>
internal readonly struct KnownConditions(ImmutableDictionary<object, bool> values)
{
    /// <summary>Nothing is known.</summary>
    public static KnownConditions None => new(ImmutableDictionary<object, bool>.Empty);

    /// <summary>
    /// That the rent succeeded, and what had to hold to get to it; <see langword="null"/> when nobody can tell what success means later.
    /// </summary>
    /// <param name="rent">The rent.</param>
    /// <param name="success">What a call that gives a lease by <c>out</c> returns then.</param>
    public static KnownConditions? After(RentedLocal rent, bool success = true)
    {
        var values = ImmutableDictionary<object, bool>.Empty;
        if (rent is { Call: IInvocationOperation { TargetMethod.ReturnsVoid: false } call } && rent.At != call.Syntax)
        {
            IOperation result = call;
            while (result.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation)
            {
                result = result.Parent;
            }

            switch (result.Parent)
            {
                case null or IExpressionStatementOperation or IFlowCaptureOperation when call.Type?.SpecialType == SpecialType.System_Boolean:
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IDiscardOperation, Parent: null or IExpressionStatementOperation }
                    when call.Type?.SpecialType == SpecialType.System_Boolean:
                    values = values.Add(Key(call), success);
                    break;
                default:
                    return null;
            }
        }

        return new KnownConditions(values).WithWhatLedTo(rent.Block);
    }

    /// <summary>The value of a condition, or <see langword="null"/> when it is not known.</summary>
    public bool? this[IOperation condition]
    {
        get
        {
            if (condition.ConstantValue is { HasValue: true, Value: bool constant })
            {
                return constant;
            }

            var (inner, isNegated) = Strip(condition);
            return values.TryGetValue(Key(inner), out var value) ? value ^ isNegated : null;
        }
    }

    /// <summary>What an operation adds: the condition was kept in a variable.</summary>
    public KnownConditions After(IOperation operation)
    {
        var (target, value) = operation switch
        {
            IFlowCaptureOperation capture => (capture.Id, capture.Value),
            IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } a } => (local.Local.Name, a.Value),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } a => ((object)local.Local.Name, a.Value),
            _ => (null, null),
        };
        if (target is null || value?.Type?.SpecialType != SpecialType.System_Boolean)
        {
            return this;
        }

        return new(this[value] is { } known ? values.SetItem(target, known) : values.Remove(target));
    }

    /// <summary>Whether the branch that is taken when the block's condition has a value can be taken.</summary>
    public bool Allow(BasicBlock block, ControlFlowBranch branch)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition || this[condition] is not { } known)
        {
            return true;
        }

        return (known == (block.ConditionKind == ControlFlowConditionKind.WhenTrue)) == branch.IsConditionalSuccessor;
    }

    // Only comparisons of what stays the same as a rule: the condition of a loop is another one each time.
    private KnownConditions WithWhatLedTo(BasicBlock block)
    {
        var known = values;
        while (block.Predecessors is [var branch] && branch.Source.Ordinal < block.Ordinal)
        {
            block = branch.Source;
            if (block is { ConditionKind: not ControlFlowConditionKind.None, BranchValue: { } condition })
            {
                var (inner, isNegated) = Strip(condition);
                var isTrue = (block.ConditionKind == ControlFlowConditionKind.WhenTrue) == branch.IsConditionalSuccessor;
                if (IsStable(inner) && !known.ContainsKey(Key(inner)))
                {
                    known = known.Add(Key(inner), isTrue ^ isNegated);
                }
            }
        }

        return new(known);
    }

    private static bool IsStable(IOperation condition) => condition is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
        or IIsNullOperation or IIsPatternOperation or IFlowCaptureReferenceOperation
        or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };

    private static (IOperation Inner, bool IsNegated) Strip(IOperation condition)
    {
        var isNegated = false;
        while (true)
        {
            switch (condition)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                    isNegated = !isNegated;
                    condition = not.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    condition = parenthesized.Operand;
                    continue;
                default:
                    return (condition, isNegated);
            }
        }
    }

    private static object Key(IOperation condition) => condition switch
    {
        IFlowCaptureReferenceOperation capture => capture.Id,
        ILocalReferenceOperation local => local.Local.Name,
        _ => condition.Syntax.ToString(),
    };
}
