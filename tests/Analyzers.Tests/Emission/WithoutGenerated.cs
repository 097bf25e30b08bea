// Real code has members whose other half a generator of the framework writes; here they get an empty one.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Tests.Emission;

internal sealed class WithoutGenerated : CSharpSyntaxRewriter
{
    public static string Parts(string text, CSharpParseOptions options) =>
        text.Contains("LibraryImport", StringComparison.Ordinal) || text.Contains("GeneratedRegex", StringComparison.Ordinal)
            ? new WithoutGenerated().Visit(CSharpSyntaxTree.ParseText(text, options).GetRoot()).ToFullString()
            : text;

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        node.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() is "LibraryImport" or "GeneratedRegex")
            ? node.WithAttributeLists([])
                .WithModifiers([.. node.Modifiers.Where(m => !m.IsKind(SyntaxKind.PartialKeyword))])
                .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(" throw null!")))
            : base.VisitMethodDeclaration(node);
}
