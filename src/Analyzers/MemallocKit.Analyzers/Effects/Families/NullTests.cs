// Tests of a type parameter for null: they box, and only where the code branches on the result every tier of the JIT leaves the box out.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

/// <summary>
/// Measured at tier 0 of .NET 10: <c>if (t == null)</c> and type patterns take nothing, <c>return t == null</c> takes a box.
/// </summary>
internal static class NullTests
{
    public static bool IsWithNull(IBinaryOperation test, IOperation operand) =>
        (test.LeftOperand == operand ? test.RightOperand : test.LeftOperand).ConstantValue is { HasValue: true, Value: null };

    public static bool IsOfNull(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => IsOfNull(inner),
        // `{ }`
        IRecursivePatternOperation { DeclaredSymbol: null, PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } any =>
            SymbolEqualityComparer.Default.Equals(any.MatchedType, any.InputType),
        IBinaryPatternOperation both => IsOfNull(both.LeftPattern) && IsOfNull(both.RightPattern),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    /// <summary>The result decides where the code goes on, and is not kept.</summary>
    public static bool IsBranch(IOperation test) => test.Parent switch
    {
        IConditionalOperation choice => choice.Condition == test,
        IWhileLoopOperation loop => loop.Condition == test,
        IForLoopOperation loop => loop.Condition == test,
        IParenthesizedOperation parenthesized => IsBranch(parenthesized),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsBranch(not),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            both.LeftOperand == test || IsBranch(both),
        _ => false,
    };
}
