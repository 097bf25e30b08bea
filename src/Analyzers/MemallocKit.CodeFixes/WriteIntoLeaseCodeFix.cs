// MKIT3006: writes an interpolated string into leased memory.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = $"…";</c> into <c>TryWrite</c> into a lease of the first <c>ByteReserve</c> that a context at hand gives; the local becomes a
/// span of characters. Room for 128 of them is rented, for the user to change. Offered where the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WriteIntoLeaseCodeFix : CodeFixProvider
{
    private const int Characters = 128;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Write all into leases", nameof(WriteIntoLeaseCodeFix), (solution, diagnostics, cancel) => LeasedBlock.FixAllAsync(solution, diagnostics, FixAsync, cancel));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changed = await FixAsync(context.Document, diagnostic.Location.SourceSpan.Start, context.CancellationToken).ConfigureAwait(false);
            if (changed != context.Document)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Write into memory of a reserve", _ => Task.FromResult(changed), equivalenceKey: nameof(WriteIntoLeaseCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> FixAsync(Document document, int start, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (root?.FindToken(start).Parent?.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>() is not
            {
                Parent: EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax
                    {
                        Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration },
                    } variable,
                },
            } text
            || text.SpanStart != start || ContextReserves.Find(model!, start) is not { } reserve)
        {
            return document;
        }

        var name = variable.Identifier.ValueText;
        var leave = LeasedBlock.Leave(model!, start);
        var rented = LeasedBlock.Around(
            declaration,
            $"{reserve}.TryRent({Characters} * sizeof(char), out var {name}Lease)",
            $"{name}Lease",
            leave,
            $$"""
            var {{name}}Buffer = global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>({{name}}Lease.Span);
            if (!{{name}}Buffer.TryWrite({{text}}, out var {{name}}Length))
            {
            {{leave}}
            }

            var {{variable.Identifier.Text}} = {{name}}Buffer[..{{name}}Length];
            """);
        var changed = document.WithSyntaxRoot(root.ReplaceNode(block, rented));
        return await Compiles.AsWellAsAsync(changed, document, cancel).ConfigureAwait(false) ? changed : document;
    }
}
