// MKIT2001: holds an entered context by `using`.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>X.Enter();</c> into <c>using var memalloc = X.Enter();</c>, and adds <c>using</c> to a declaration. Offers
/// nothing where the value is assigned or passed: what was meant is not known there.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddUsingCodeFix() : PlaceCodeFix("Hold all contexts by 'using'", "MKIT2001")
{
    private const string Title = "Hold the context by 'using'";

    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel) =>
        place.Find<InvocationExpressionSyntax>() is { } call && !Suspension.Follows(call) && Replacement(call) is var (old, replacement)
            ? await place.ReplaceAsync(Title, old, replacement, cancel).ConfigureAwait(false)
            : null;

    private static (StatementSyntax Old, StatementSyntax New)? Replacement(SyntaxNode call) => call.Parent switch
    {
        // A declaration cannot stand alone under `if` or a loop, nor directly in a switch section.
        ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement =>
            (statement, Declaration(FreeName.Around(statement, "memalloc"), (ExpressionSyntax)call, statement.SemicolonToken)),
        EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } declaration },
            } variable,
        } when !IsDisposedLater(declaration, variable.Identifier.ValueText) => (declaration, WithUsing(declaration)),
        _ => null,
    };

    private static LocalDeclarationStatementSyntax Declaration(string name, ExpressionSyntax value, SyntaxToken end) =>
        SyntaxFactory.LocalDeclarationStatement(
                SyntaxFactory.VariableDeclaration(
                    SyntaxFactory.IdentifierName("var"),
                    [
                        SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name), null, SyntaxFactory.EqualsValueClause(value.WithoutLeadingTrivia())),
                    ]))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword))
            .WithSemicolonToken(end)
            .WithLeadingTrivia(value.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);

    private static LocalDeclarationStatementSyntax WithUsing(LocalDeclarationStatementSyntax declaration) =>
        declaration
            .WithoutLeadingTrivia()
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(declaration.GetLeadingTrivia());

    // With `using` beside it, a Dispose by hand would leave the context twice.
    private static bool IsDisposedLater(LocalDeclarationStatementSyntax declaration, string name) =>
        (declaration.Parent is GlobalStatementSyntax { Parent: { } program } ? program : declaration.Parent!).DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(a =>
            a is { Name.Identifier.ValueText: "Dispose", Expression: IdentifierNameSyntax target } && target.Identifier.ValueText == name);
}
