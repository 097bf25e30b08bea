// String `+`: what is left of a chain after the compiler folded constants and dropped empty strings.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Concatenation
{
    public static bool IsConcatenation(IOperation? operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String };

    /// <summary>A chain is one call of <c>string.Concat</c>, so it is one allocation.</summary>
    public static bool IsOutermost(IBinaryOperation operation) => !IsConcatenation(operation.Parent);

    /// <summary>False when a single string remains: <c>"" + s</c> is <c>s ?? ""</c>, and constants are put together by the compiler.</summary>
    public static bool Allocates(IBinaryOperation chain)
    {
        IOperation? only = null;
        var constant = true;
        var pending = new Stack<IOperation>();
        pending.Push(chain);
        while (pending.Count > 0)
        {
            var operand = pending.Pop();
            if (IsConcatenation(operand) && !operand.ConstantValue.HasValue)
            {
                var binary = (IBinaryOperation)operand;
                pending.Push(binary.LeftOperand);
                pending.Push(binary.RightOperand);
            }
            else if (!IsNothing(operand))
            {
                constant &= ConstantOf(operand) is { HasValue: true, Value: string or char };
                if (only is not null && !constant)
                {
                    return true;
                }

                only = operand;
            }
        }

        return !constant && (only is IInterpolatedStringOperation text ? Interpolation.MakesText(text) : only!.Type?.SpecialType != SpecialType.System_String);
    }

    /// <summary>The length of the text, where it is made of constants and characters alone.</summary>
    public static int? LengthOf(IOperation operand)
    {
        var length = 0;
        var pending = new Stack<IOperation>();
        pending.Push(operand);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case { ConstantValue: { HasValue: true, Value: var value } }:
                    length += value switch { string text => text.Length, char => 1, null => 0, _ => int.MinValue };
                    break;
                case IConversionOperation { Operand.Type.SpecialType: SpecialType.System_Char, OperatorMethod: null } or { Type.SpecialType: SpecialType.System_Char }:
                    length++;
                    break;
                case IBinaryOperation binary when IsConcatenation(binary):
                    pending.Push(binary.LeftOperand);
                    pending.Push(binary.RightOperand);
                    break;
                default:
                    return null;
            }
        }

        return length > 0 ? length : null;
    }

    /// <summary>An operand that the compiler drops.</summary>
    public static bool IsNothing(IOperation operand) => ConstantOf(operand) is { HasValue: true, Value: null or "" };

    private static Optional<object?> ConstantOf(IOperation operand) =>
        operand is IConversionOperation { Operand: var inner, OperatorMethod: null } && inner.ConstantValue.HasValue ? inner.ConstantValue : operand.ConstantValue;
}
