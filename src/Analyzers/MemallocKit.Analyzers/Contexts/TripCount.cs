// How often a loop runs at most, where its head says so.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class TripCount
{
    /// <summary>The number of turns of <c>for (var i = constant; i &lt; constant; i++)</c>, or <see langword="null"/>.</summary>
    public static long? Of(ILoopOperation loop)
    {
        if (loop is not IForLoopOperation { Condition: IBinaryOperation { LeftOperand: { } left } condition, Before: [IVariableDeclarationGroupOperation declarations], AtLoopBottom: [var step] }
            || Unwrap(left) is not ILocalReferenceOperation index
            || Start(declarations, index.Local) is not { } start
            || Constant(condition.RightOperand) is not { } end
            || !IsIncrement(step, index.Local))
        {
            return null;
        }

        return condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals => Math.Max(end - start, 0),
            BinaryOperatorKind.LessThanOrEqual => Math.Max(end - start + 1, 0),
            _ => null,
        };
    }

    public static long? Constant(IOperation value) => value.ConstantValue is { HasValue: true, Value: { } constant }
        ? constant switch { int i => i, long l => l, uint u => u, short s => s, byte b => b, _ => null }
        : null;

    private static long? Start(IVariableDeclarationGroupOperation group, ILocalSymbol index)
    {
        foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
        {
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, index) && declarator.Initializer is { } initializer)
            {
                return Constant(initializer.Value);
            }
        }

        return null;
    }

    private static bool IsIncrement(IOperation step, ILocalSymbol index) =>
        (step is IExpressionStatementOperation statement ? statement.Operation : step) is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation target }
        && SymbolEqualityComparer.Default.Equals(target.Local, index);

    private static IOperation Unwrap(IOperation value) => value is IConversionOperation conversion ? conversion.Operand : value;
}
