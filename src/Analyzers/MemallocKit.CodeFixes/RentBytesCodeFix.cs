// MKIT3002: rents the bytes of an array from a reserve of the context.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = new byte[n];</c> into a rent of the first <c>ByteReserve</c> that a context at hand gives, leaves the method when it is
/// refused, and holds the lease by <c>using</c> around what follows. Offered where the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RentBytesCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll("Rent all from the contexts", nameof(RentBytesCodeFix), FixAllAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changed = await FixAsync(context.Document, diagnostic.Location.SourceSpan.Start, context.CancellationToken).ConfigureAwait(false);
            if (changed != context.Document)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Rent from a reserve of the context", _ => Task.FromResult(changed), equivalenceKey: nameof(RentBytesCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution> FixAllAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        foreach (var file in diagnostics.GroupBy(d => d.Location.SourceTree))
        {
            // From the last to the first: what comes before a fix stays where it is, and an inner block is rewritten before the outer.
            var document = file.Key is null ? null : solution.GetDocument(file.Key);
            foreach (var start in file.Select(d => d.Location.SourceSpan.Start).OrderByDescending(s => s))
            {
                document = document is null ? null : await FixAsync(document, start, cancel).ConfigureAwait(false);
            }

            solution = document?.Project.Solution ?? solution;
        }

        return solution;
    }

    private static async Task<Document> FixAsync(Document document, int start, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (root?.FindToken(start).Parent?.FirstAncestorOrSelf<ArrayCreationExpressionSyntax>() is not
            {
                SpanStart: var found,
                Initializer: null,
                Type: { ElementType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ByteKeyword }, RankSpecifiers: [{ Sizes: [var length] }] },
                Parent: EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax
                    {
                        Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration },
                    } variable,
                },
            }
            || found != start || ContextReserves.Find(model!, start) is not { } reserve)
        {
            return document;
        }

        var rented = Rent(model!, block, declaration, variable.Identifier, length, reserve);
        var changed = document.WithSyntaxRoot(root.ReplaceNode(block, rented));
        return await Compiles.AsWellAsAsync(changed, document, cancel).ConfigureAwait(false) ? changed : document;
    }

    private static BlockSyntax Rent(
        SemanticModel model, BlockSyntax block, LocalDeclarationStatementSyntax declaration, SyntaxToken name, ExpressionSyntax length, string reserve)
    {
        var lease = name.ValueText + "Lease";
        var at = block.Statements.IndexOf(declaration);
        var leave = model.GetEnclosingSymbol(declaration.SpanStart) is IMethodSymbol { ReturnsVoid: false } method
            ? method.ReturnType.SpecialType == SpecialType.System_Boolean ? "return false;" : "return default;"
            : "return;";
        var refusal = SyntaxFactory.ParseStatement($"if (!{reserve}.TryRent({length}, out var {lease}))\n{{\n{leave}\n}}\n")
            .WithLeadingTrivia(declaration.GetLeadingTrivia());
        var span = SyntaxFactory.ParseStatement($"var {name.Text} = {lease}.Span;\n").WithTrailingTrivia(declaration.GetTrailingTrivia());
        var held = SyntaxFactory.UsingStatement(SyntaxFactory.Block(SyntaxFactory.List([span, .. block.Statements.Skip(at + 1)])))
            .WithExpression(SyntaxFactory.IdentifierName(lease));
        return block.WithStatements([
            .. block.Statements.Take(at),
            refusal.WithAdditionalAnnotations(Formatter.Annotation),
            held.WithAdditionalAnnotations(Formatter.Annotation),
        ]);
    }
}
