// How to leave a function where memory was refused.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class WayOut
{
    /// <summary>The statement that leaves the function around a position; <see langword="null"/> where no value says that nothing was done.</summary>
    public static string? Of(SemanticModel model, int position)
    {
        if (model.GetEnclosingSymbol(position) is not IMethodSymbol { ReturnsVoid: false, ReturnType: var result, IsAsync: var isAsync })
        {
            return "return;";
        }

        if (model.SyntaxTree.GetRoot().FindToken(position).Parent is { } node && IsIterator(node))
        {
            return "yield break;";
        }

        if (isAsync)
        {
            if (result is not INamedTypeSymbol { TypeArguments: [var value] })
            {
                return "return;";
            }

            result = value;
        }

        return result switch
        {
            { SpecialType: SpecialType.System_Boolean } => "return false;",
            INamedTypeSymbol { Name: "Task", ContainingNamespace.Name: "Tasks" } task => task.Arity == 0 ? "return global::System.Threading.Tasks.Task.CompletedTask;" : null,
            { SpecialType: SpecialType.System_String, NullableAnnotation: NullableAnnotation.NotAnnotated } => "return \"\";",
            { IsValueType: false, NullableAnnotation: NullableAnnotation.NotAnnotated } => "return default!;",
            _ => "return default;",
        };
    }

    private static bool IsIterator(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) is { } function
        && function.DescendantNodes(n => n == function || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(n => n is YieldStatementSyntax);
}
