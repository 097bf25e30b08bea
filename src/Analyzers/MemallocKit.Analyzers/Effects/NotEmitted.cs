// Operations that leave no code behind: constants, removed calls, unreachable branches.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class NotEmitted
{
    public static bool Includes(IOperation operation, KnownSymbols symbols) =>
        operation.ConstantValue.HasValue
        || operation is INameOfOperation or ITypeOfOperation or IAttributeOperation or IParameterInitializerOperation
        || IsDeadBranch(operation)
        || (operation is IInvocationOperation call && IsRemovedCall(call, symbols));

    /// <summary>The operations inside one, without the statements of a block that nothing leads to.</summary>
    public static IEnumerable<IOperation> ReachedChildren(IOperation operation) =>
        operation is IBlockOperation { Operations: var statements } && statements.Any(Leaves) ? Reached(statements) : operation.ChildOperations;

    private static IEnumerable<IOperation> Reached(ImmutableArray<IOperation> statements)
    {
        var reached = true;
        foreach (var statement in statements)
        {
            reached |= statement is ILabeledOperation;
            if (reached || statement is ILocalFunctionOperation)
            {
                yield return statement;
            }

            reached &= !Leaves(statement);
        }
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IBranchOperation => true,
        ILabeledOperation { Operation: { } labeled } => Leaves(labeled),
        _ => false,
    };

    private static bool IsDeadBranch(IOperation operation) => operation.Parent switch
    {
        IConditionalOperation parent when operation != parent.Condition =>
            ValueOf(parent.Condition) is { } condition && operation == (condition ? parent.WhenFalse : parent.WhenTrue),
        IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } parent => operation == parent.Body && ValueOf(condition) == parent.ConditionIsUntil,
        IForLoopOperation { Condition: { } condition } parent => operation == parent.Body && ValueOf(condition) == false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => operation == and.RightOperand && ValueOf(and.LeftOperand) == false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => operation == or.RightOperand && ValueOf(or.LeftOperand) == true,
        _ => false,
    };

    // What the compiler knows of a condition: more than the language calls constant.
    private static bool? ValueOf(IOperation condition) => condition switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, LeftOperand: var left } => ValueOf(left) == false ? false : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: var left } => ValueOf(left) == true ? true : null,
        IParenthesizedOperation { Operand: var inner } => ValueOf(inner),
        _ => null,
    };

    // The compiler drops the call together with its arguments unless the file sees one of the symbols defined.
    private static bool IsRemovedCall(IInvocationOperation call, KnownSymbols symbols)
    {
        var conditional = false;
        foreach (var attribute in call.TargetMethod.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.ConditionalAttribute)
                && attribute.ConstructorArguments is [{ Value: string symbol }])
            {
                if (IsDefined(symbol, call.Syntax.SyntaxTree))
                {
                    return false;
                }

                conditional = true;
            }
        }

        return conditional;
    }

    private static bool IsDefined(string symbol, SyntaxTree tree)
    {
        var defined = tree.Options.PreprocessorSymbolNames.Contains(symbol);
        if (tree.GetRoot() is not CompilationUnitSyntax { ContainsDirectives: true } unit)
        {
            return defined;
        }

        // #define and #undef stand before the first token of a file only, so the last one decides.
        foreach (var trivia in unit.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            defined = trivia.GetStructure() switch
            {
                DefineDirectiveTriviaSyntax { IsActive: true } define when define.Name.ValueText == symbol => true,
                UndefDirectiveTriviaSyntax { IsActive: true } undef when undef.Name.ValueText == symbol => false,
                _ => defined,
            };
        }

        return defined;
    }
}
