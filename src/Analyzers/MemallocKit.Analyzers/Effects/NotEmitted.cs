// Operations that leave no code behind: constants, removed calls, unreachable branches.
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

    private static bool IsDeadBranch(IOperation operation) =>
        operation.Parent is IConditionalOperation { Condition.ConstantValue: { HasValue: true, Value: bool condition } } parent
        && operation == (condition ? parent.WhenFalse : parent.WhenTrue);

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
