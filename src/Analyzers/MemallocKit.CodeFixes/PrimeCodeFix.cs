// MKIT2007: primes the context where its reserves are connected.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Writes <c>X.Prime();</c> after the statement that connects the tree of the context; without such a statement there is no
/// place that is certainly right, and nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PrimeCodeFix() : MemallocCodeFix("Prime all contexts where they are connected", "MKIT2007")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var places = new List<(INamedTypeSymbol Context, ConnectStatement Connect)>();
        foreach (var diagnostic in diagnostics)
        {
            if (await FindPlaceAsync(solution, diagnostic, cancel).ConfigureAwait(false) is { } place
                && !places.Any(p => SymbolEqualityComparer.Default.Equals(p.Context, place.Context)))
            {
                places.Add(place);
            }
        }

        foreach (var file in places.GroupBy(p => p.Connect.Document))
        {
            var editor = await DocumentEditor.CreateAsync(solution.GetDocument(file.Key)!, cancel).ConfigureAwait(false);
            foreach (var connect in file.GroupBy(p => p.Connect.Statement))
            {
                ConnectStatement.InsertAfter(
                    editor, connect.Key, connect.Select(p => p.Context).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => Prime(c, editor.Generator)));
            }

            solution = editor.GetChangedDocument().Project.Solution;
        }

        return places is [.., var last] ? ($"Call '{last.Context.Name}.Prime()' after 'Connect()'", solution) : null;
    }

    private static async Task<(INamedTypeSymbol Context, ConnectStatement Connect)?> FindPlaceAsync(
        Solution solution, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (diagnostic.Location.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document)
        {
            return null;
        }

        var root = await tree.GetRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        var call = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return model?.GetSymbolInfo(call, cancel).Symbol?.ContainingType is { } context
            && await ConnectStatement.FindAsync(document.Project, context, cancel).ConfigureAwait(false) is { } connect
            && await document.Project.GetDocument(connect.Document)!.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } there
            && there.IsAccessible(connect.Statement.SpanStart, context)
            ? (context, connect)
            : null;
    }

    private static StatementSyntax Prime(INamedTypeSymbol context, SyntaxGenerator generator) =>
        (StatementSyntax)generator.ExpressionStatement(
            generator.InvocationExpression(generator.MemberAccessExpression(generator.TypeExpression(context), "Prime")));
}
