// What fixes that rent have in common: the rent, the way out when it is refused, and the lease held around what follows.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

internal static class LeasedBlock
{
    /// <summary>The statement that leaves the function around a position.</summary>
    public static string Leave(SemanticModel model, int position)
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

        return result.SpecialType == SpecialType.System_Boolean ? "return false;" : "return default;";
    }

    /// <summary>The local declaration whose only variable is given the value, where it stands among statements.</summary>
    public static LocalDeclarationStatementSyntax? DeclarationOf(ExpressionSyntax value) =>
        value.Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax
                {
                    Variables.Count: 1,
                    Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } declaration,
                },
            },
        }
            ? declaration
            : null;

    /// <summary>What is replaced in the tree, and by what: a statement makes room for a rent, and all that follows moves under <c>using</c>.</summary>
    /// <param name="statement">The statement to replace, in a block, a switch section or at top level.</param>
    /// <param name="rent">The call that rents, and declares <paramref name="lease"/>.</param>
    /// <param name="lease">The name of the lease.</param>
    /// <param name="leave">What to do when it is refused.</param>
    /// <param name="inside">The statements that take the place of <paramref name="statement"/>.</param>
    public static (SyntaxNode Old, Func<SyntaxNode, SyntaxNode> New) Around(StatementSyntax statement, string rent, string lease, string leave, string inside)
    {
        var list = StatementList.Of(statement)!;
        var lineEnd = LineEnd(statement);
        return (list.Container, current => Rewritten(list.In(current)));

        SyntaxNode Rewritten(StatementList current)
        {
            var replaced = current.Statements[current.Index];
            var refusal = Parse($"if (!{rent})\n{{\n{leave}\n}}\n").WithLeadingTrivia(replaced.GetLeadingTrivia());
            var first = ((BlockSyntax)Parse($"{{\n{inside}\n}}")).Statements;
            first = first.Replace(first.Last(), first.Last().WithTrailingTrivia(replaced.GetTrailingTrivia()));
            var held = SyntaxFactory.UsingStatement(SyntaxFactory.Block(SyntaxFactory.List([.. first, .. current.Statements.Skip(current.Index + 1)])))
                .WithExpression(SyntaxFactory.IdentifierName(lease));
            return current.With(
                [.. current.Statements.Take(current.Index), refusal.WithAdditionalAnnotations(Formatter.Annotation), held.WithAdditionalAnnotations(Formatter.Annotation)]);
        }

        StatementSyntax Parse(string text) => Imports.Mark(SyntaxFactory.ParseStatement(text.Replace("\r\n", "\n").Replace("\n", lineEnd)));
    }

    private static string LineEnd(SyntaxNode node) => node.SyntaxTree.GetText().ToString().IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";

    private static bool IsIterator(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) is { } function
        && function.DescendantNodes(n => n == function || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(n => n is YieldStatementSyntax);
}
