// What a condition says of a field: that it is null, or that it is not.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class NullConditions
{
    /// <summary>What is <see langword="null"/> wherever the condition holds.</summary>
    public static IOperation? OfNull(IOperation condition) => Tested(condition, isNull: true);

    /// <summary>What is an object wherever the condition holds, and <see langword="null"/> wherever it does not.</summary>
    public static IOperation? OfObject(IOperation condition) => Tested(condition, isNull: false);

    private static IOperation? Tested(IOperation condition, bool isNull) => condition switch
    {
        IParenthesizedOperation { Operand: var inner } => Tested(inner, isNull),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var inner } => Tested(inner, !isNull),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when isNull => Tested(both.LeftOperand, isNull) ?? Tested(both.RightOperand, isNull),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null } test
            when test.OperatorKind == (isNull ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals) =>
            IsNull(test.RightOperand) ? Read(test.LeftOperand) : IsNull(test.LeftOperand) ? Read(test.RightOperand) : null,
        IIsPatternOperation { Value: var value, Pattern: var pattern } when IsOf(pattern, isNull) => Read(value),
        _ => null,
    };

    private static bool IsOf(IPatternOperation pattern, bool isNull) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => IsOf(inner, !isNull),
        IConstantPatternOperation { Value: var value } => isNull && IsNull(value),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } any =>
            !isNull && SymbolEqualityComparer.Default.Equals(any.MatchedType, any.InputType),
        _ => false,
    };

    private static bool IsNull(IOperation value) => value.ConstantValue is { HasValue: true, Value: null };

    // Conversions to object, and the volatile read of a field, are still about the field.
    private static IOperation? Read(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var inner } => Read(inner),
        IInvocationOperation { TargetMethod: { Name: "Read", ContainingType: { Name: "Volatile", ContainingNamespace.Name: "Threading" } }, Arguments: [var field] } => field.Value,
        IMemberReferenceOperation => value,
        _ => null,
    };
}
