// MKIT2003: adds the class of the reserve to the context that charges it.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace MemallocKit.CodeFixes;

/// <summary>Writes <c>typeof(…)</c> into <c>[MemallocContext]</c>, where the context is declared in this solution.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameReserveCodeFix() : MemallocCodeFix("Name all reserves in their contexts", "MKIT2003")
{
    private const string Node = "Node";

    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var additions = new List<(DocumentId Document, AttributeSyntax Attribute, string Node)>();
        foreach (var diagnostic in diagnostics)
        {
            if (await FindAttributeAsync(solution, diagnostic, cancel).ConfigureAwait(false) is { } found)
            {
                additions.Add((found.Document, found.Attribute, diagnostic.Properties[Node]!));
            }
        }

        foreach (var file in additions.GroupBy(a => a.Document))
        {
            var editor = await DocumentEditor.CreateAsync(solution.GetDocument(file.Key)!, cancel).ConfigureAwait(false);
            foreach (var context in file.GroupBy(a => a.Attribute.Span))
            {
                var nodes = context.Select(a => a.Node).Distinct().OrderBy(n => n, StringComparer.Ordinal).Select(TypeOf).ToArray();
                editor.ReplaceNode(context.First().Attribute, (current, _) => ((AttributeSyntax)current).AddArgumentListArguments(nodes));
            }

            solution = editor.GetChangedDocument().Project.Solution;
        }

        return additions.Count > 0 ? ("Name the reserve in the context", solution) : null;
    }

    // The diagnostic's additional locations are the parts of the context; one of them has the attribute.
    private static async Task<(DocumentId Document, AttributeSyntax Attribute)?> FindAttributeAsync(
        Solution solution, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (!diagnostic.Properties.ContainsKey(Node))
        {
            return null;
        }

        foreach (var part in diagnostic.AdditionalLocations)
        {
            if (part.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document || document is SourceGeneratedDocument)
            {
                continue;
            }

            var root = await tree.GetRootAsync(cancel).ConfigureAwait(false);
            var attribute = root.FindNode(part.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>()?
                .AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(IsContext);

            // The project of the context need not see the class.
            if (attribute is not null && await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } model
                && model.GetSpeculativeTypeInfo(attribute.SpanStart, SyntaxFactory.ParseTypeName(diagnostic.Properties[Node]!), SpeculativeBindingOption.BindAsTypeOrNamespace).Type is { TypeKind: not TypeKind.Error } type
                && model.IsAccessible(attribute.SpanStart, type))
            {
                return (document.Id, attribute);
            }
        }

        return null;
    }

    private static bool IsContext(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.').Last() is "MemallocContext" or "MemallocContextAttribute";

    private static AttributeArgumentSyntax TypeOf(string node) =>
        SyntaxFactory.AttributeArgument(
            SyntaxFactory.TypeOfExpression(SyntaxFactory.ParseTypeName(node).WithAdditionalAnnotations(Simplifier.Annotation)));
}
