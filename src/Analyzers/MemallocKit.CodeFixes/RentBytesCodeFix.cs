// MKIT3002: rents the bytes of an array from a reserve of the context.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Rent all from the contexts", nameof(RentBytesCodeFix), (solution, diagnostics, cancel) => LeasedBlock.FixAllAsync(solution, diagnostics, FixAsync, cancel));

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

        var lease = variable.Identifier.ValueText + "Lease";
        var rented = LeasedBlock.Around(
            declaration, $"{reserve}.TryRent({length}, out var {lease})", lease, LeasedBlock.Leave(model!, start), $"var {variable.Identifier.Text} = {lease}.Span;");
        var changed = document.WithSyntaxRoot(root.ReplaceNode(block, rented));
        return await Compiles.AsWellAsAsync(changed, document, cancel).ConfigureAwait(false) ? changed : document;
    }
}
