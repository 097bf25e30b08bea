// Replacements in several files, made at once: none moves what another one is about.
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

internal sealed class DocumentEdits(Solution solution)
{
    private readonly Dictionary<DocumentId, Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>> _edits = [];

    /// <summary>Replaces a node of the file as it was; where another replacement lies inside, the function gets the node with that made.</summary>
    public void Add(DocumentId document, SyntaxNode old, Func<SyntaxNode, SyntaxNode> replace)
    {
        if (!_edits.TryGetValue(document, out var edits))
        {
            _edits.Add(document, edits = []);
        }

        edits[old] = edits.TryGetValue(old, out var earlier) ? node => replace(earlier(node)) : replace;
    }

    /// <summary>The solution with all of them, and what they name imported.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancel)
    {
        foreach (var file in _edits)
        {
            var document = solution.GetDocument(file.Key)!;
            var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            var changed = document.WithSyntaxRoot(root!.ReplaceNodes(file.Value.Keys, (old, current) => file.Value[old](current)));
            changed = await Imports.AddAsync(changed, cancel).ConfigureAwait(false);
            solution = changed.Project.Solution;
        }

        return solution;
    }
}
