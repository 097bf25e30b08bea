// Fixes one report after the other, where each changes what the next one looks at.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

internal static class TrackedFixes
{
    /// <summary>Applies a fix to every report that it can fix.</summary>
    /// <param name="solution">What the reports were found in.</param>
    /// <param name="diagnostics">The reports.</param>
    /// <param name="fix">Fixes what is written at a position; <see langword="null"/> where it cannot.</param>
    /// <param name="cancel">Stops between two fixes.</param>
    public static async Task<Solution> FixAllAsync(
        Solution solution, ImmutableArray<Diagnostic> diagnostics, Func<Document, int, CancellationToken, Task<Solution?>> fix, CancellationToken cancel)
    {
        var places = new List<(DocumentId Document, SyntaxAnnotation Mark)>();
        foreach (var file in diagnostics.GroupBy(d => d.Location.SourceTree))
        {
            if (file.Key is null || solution.GetDocument(file.Key) is not { } document)
            {
                continue;
            }

            // Positions move with each fix, marks move with the code.
            var root = await file.Key.GetRootAsync(cancel).ConfigureAwait(false);
            var marks = new Dictionary<SyntaxToken, SyntaxAnnotation>();

            // From the last to the first: an inner block is rewritten before the outer.
            foreach (var start in file.Select(d => d.Location.SourceSpan.Start).Distinct().OrderByDescending(s => s))
            {
                var mark = marks[root.FindToken(start)] = new SyntaxAnnotation();
                places.Add((document.Id, mark));
            }

            solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceTokens(marks.Keys, (token, _) => token.WithAdditionalAnnotations(marks[token])));
        }

        foreach (var (id, mark) in places)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            if (root?.GetAnnotatedTokens(mark).FirstOrDefault() is { RawKind: not 0 } token)
            {
                solution = await fix(document, token.SpanStart, cancel).ConfigureAwait(false) ?? solution;
            }
        }

        return solution;
    }
}
