// Where a function may stop and go on later, which nothing on its stack survives.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class Suspension
{
    /// <summary>
    /// Whether an <c>await</c> or <c>yield</c> follows in the block around: a span, a lease or a context cannot be kept across it. The compiler finds out when it
    /// lowers the method only, so its model does not tell.
    /// </summary>
    public static bool Follows(SyntaxNode at)
    {
        var scope = at.AncestorsAndSelf().First(a => a is BlockSyntax or SwitchSectionSyntax || a.Parent is null);
        return scope.DescendantTokens(n => n == scope || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseTypeDeclarationSyntax))
            .Any(t => t.SpanStart > at.SpanStart && (t.IsKind(SyntaxKind.AwaitKeyword) || t.IsKind(SyntaxKind.YieldKeyword)));
    }
}
