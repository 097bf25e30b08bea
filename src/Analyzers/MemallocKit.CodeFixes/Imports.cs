// Adds the usings that names in full can be shortened by.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace MemallocKit.CodeFixes;

internal static class Imports
{
    /// <summary>Marks the names in full, so that they are imported and shortened.</summary>
    public static TNode Mark<TNode>(TNode node)
        where TNode : SyntaxNode => node.ReplaceNodes(
            node.DescendantNodesAndSelf(n => !IsFull(n)).Where(IsFull),
            (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));

    /// <summary>The document with usings for what is marked. What is in scope gets none: a second one would leave a blank line when it is cleaned up.</summary>
    public static async Task<Document> AddAsync(Document document, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        var missing = root!.GetAnnotatedNodes(Simplifier.AddImportsAnnotation)
            .SelectMany(n => n.DescendantNodesAndSelf()).Where(IsFull).Where(n => IsMissing(n, model!)).ToList();
        if (missing.Count == 0)
        {
            return document;
        }

        var mark = new SyntaxAnnotation();
        var marked = document.WithSyntaxRoot(root.ReplaceNodes(missing, (_, name) => name.WithAdditionalAnnotations(mark)));
        return await ImportAdder.AddImportsAsync(marked, mark, cancellationToken: cancel).ConfigureAwait(false);
    }

    private static bool IsMissing(SyntaxNode name, SemanticModel model)
    {
        var symbol = model.GetSymbolInfo(name).Symbol;
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type is { ContainingNamespace.IsGlobalNamespace: false }
            && !model.LookupNamespacesAndTypes(name.SpanStart, name: type.Name).Any(t => SymbolEqualityComparer.Default.Equals(t, type.OriginalDefinition));
    }

    private static bool IsFull(SyntaxNode node) =>
        node is MemberAccessExpressionSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax && node.ToString().StartsWith("global::", StringComparison.Ordinal);
}
