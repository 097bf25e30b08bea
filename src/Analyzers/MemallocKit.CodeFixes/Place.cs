// Where something was reported, and what is known of the file.
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

/// <param name="Document">The file.</param>
/// <param name="Root">Its tree.</param>
/// <param name="Model">What the compiler makes of it.</param>
/// <param name="Start">The position that the report starts at.</param>
internal sealed record Place(Document Document, SyntaxNode Root, SemanticModel Model, int Start)
{
    /// <summary>The place of a token that was marked, if it is still there.</summary>
    public static async Task<Place?> OfAsync(Document document, SyntaxAnnotation mark, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return model is not null && root?.GetAnnotatedTokens(mark).FirstOrDefault() is { RawKind: not 0 } token ? new Place(document, root, model, token.SpanStart) : null;
    }

    /// <summary>The innermost node of a kind that starts here.</summary>
    public TNode? Find<TNode>(Func<TNode, bool>? fits = null)
        where TNode : SyntaxNode =>
        Root.FindToken(Start).Parent?.AncestorsAndSelf().TakeWhile(n => n.SpanStart == Start).OfType<TNode>().FirstOrDefault(n => fits?.Invoke(n) ?? true);

    /// <summary>The change of a node, with what it names imported, as a fix; <see langword="null"/> where the file would have more errors than it has.</summary>
    public async Task<(string Title, Solution Changed)?> ReplaceAsync(string title, SyntaxNode old, SyntaxNode replacement, CancellationToken cancel)
    {
        var changed = await Imports.AddAsync(Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement)), cancel).ConfigureAwait(false);
        return await Compiles.AsWellAsAsync(changed, Document, cancel).ConfigureAwait(false) ? (title, changed.Project.Solution) : null;
    }
}
