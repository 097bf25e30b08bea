// The base of fixes that change what is reported: one report after the other, as each changes what the next one looks at.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

/// <summary>A fix that needs to know no more of a report than where it is.</summary>
public abstract class PlaceCodeFix : MemallocCodeFix
{
    private protected PlaceCodeFix(string titleOfAll, params ImmutableArray<string> ids)
        : base(titleOfAll, ids)
    {
    }

    /// <summary>Fixes what is written at a place; <see langword="null"/> where it cannot.</summary>
    private protected abstract Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel);

    /// <inheritdoc/>
    private protected sealed override async Task<(string Title, Solution Changed)?> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
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

        (string Title, Solution Changed)? last = null;
        foreach (var (id, mark) in places)
        {
            if (await Place.OfAsync((last?.Changed ?? solution).GetDocument(id)!, mark, cancel).ConfigureAwait(false) is { } place)
            {
                last = await FixAsync(place, cancel).ConfigureAwait(false) ?? last;
            }
        }

        return last;
    }
}
