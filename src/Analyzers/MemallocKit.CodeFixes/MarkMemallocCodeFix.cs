// MKIT3010, MKIT3012, MKIT3014, MKIT3015: marks what is called, so that its own body is checked and calls to it are trusted.
using System.Collections.Immutable;
using System.Composition;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Puts <c>[Memalloc]</c> on the method, property or delegate that the diagnostic says is called, in whichever project of the solution it is declared: of a virtual
/// call on the declaration that the call names, which then binds what overrides it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkMemallocCodeFix() : MemallocCodeFix("Mark all called methods [Memalloc]", "MKIT3010", "MKIT3012", "MKIT3014", "MKIT3015")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        // Callees are declared elsewhere and shared by calls, so all are collected first and marked once.
        var declarations = new HashSet<Declaration>();
        foreach (var diagnostic in diagnostics)
        {
            if (await FindCalleeAsync(solution, diagnostic, cancel).ConfigureAwait(false) is { } callee)
            {
                declarations.Add(callee);
            }
        }

        foreach (var file in declarations.GroupBy(d => d.Document))
        {
            var editor = await DocumentEditor.CreateAsync(solution.GetDocument(file.Key)!, cancel).ConfigureAwait(false);
            foreach (var declaration in file)
            {
                editor.ReplaceNode(editor.OriginalRoot.FindNode(declaration.Span).FirstAncestorOrSelf<SyntaxNode>(CanBeMarked)!, (current, _) => WithMark(current));
            }

            solution = editor.GetChangedDocument().Project.Solution;
        }

        return declarations.Count > 0 ? ("Mark the called method [Memalloc]", solution) : null;
    }

    private static async Task<Declaration?> FindCalleeAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancel) =>
        await FindStationAsync(solution, diagnostic, cancel).ConfigureAwait(false) is { } node && solution.GetDocument(node.SyntaxTree) is { } document and not SourceGeneratedDocument
        && await document.Project.GetCompilationAsync(cancel).ConfigureAwait(false) is { } compilation && compilation.GetTypeByMetadataName("MemallocKit.MemallocAttribute") is not null
            ? new Declaration(document.Id, node.Span)
            : null;

    /// <summary>
    /// The diagnostic's first additional location lies in the callee's body: the call that leads on, or the allocation itself. Without one, the call names it.
    /// </summary>
    private static async Task<SyntaxNode?> FindStationAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (diagnostic.AdditionalLocations is [{ SourceTree: { } tree } first, ..])
        {
            // What is inside a lambda does not belong to the method around it.
            var station = (await tree.GetRootAsync(cancel).ConfigureAwait(false)).FindNode(first.SourceSpan);
            var member = (station is AnonymousFunctionExpressionSyntax ? station.Parent : station)?.FirstAncestorOrSelf<SyntaxNode>(n => CanBeMarked(n) || n is AnonymousFunctionExpressionSyntax);
            return member is not null && CanBeMarked(member) ? member : null;
        }

        if (diagnostic.Location.SourceTree is not { } from || solution.GetDocument(from) is not { } document || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var call = (await from.GetRootAsync(cancel).ConfigureAwait(false)).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

        // Of a conversion that is called, the node names something else.
        var called = model.GetConversion(call, cancel).IsUserDefined ? null : model.GetSymbolInfo(call, cancel).Symbol;
        called = called switch
        {
            IMethodSymbol { MethodKind: MethodKind.DelegateInvoke, ContainingType: var type } => type,
            IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => property,
            IMethodSymbol method => method.ReducedFrom ?? method,
            IPropertySymbol property => property,
            _ => null,
        };
        return called is null || called.Has(KnownNames.Memalloc) ? null : called.OriginalDefinition.DeclaringSyntaxReferences
            .Where(r => solution.GetDocument(r.SyntaxTree) is not (null or SourceGeneratedDocument)).Select(r => r.GetSyntax(cancel)).FirstOrDefault(CanBeMarked);
    }

    private static bool CanBeMarked(SyntaxNode node) => node is
        BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or LocalFunctionStatementSyntax or DelegateDeclarationSyntax
        or AccessorDeclarationSyntax { Parent.Parent: EventDeclarationSyntax };

    private static SyntaxNode WithMark(SyntaxNode declaration)
    {
        var mark = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(SyntaxFactory.ParseName("MemallocKit.Memalloc"))])
            .WithAdditionalAnnotations(
                Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation,
                Microsoft.CodeAnalysis.Simplification.Simplifier.AddImportsAnnotation,
                Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
        return declaration switch
        {
            LocalFunctionStatementSyntax local => local.WithLeadingTrivia().AddAttributeLists(mark).WithLeadingTrivia(local.GetLeadingTrivia()),
            AccessorDeclarationSyntax accessor => accessor.WithLeadingTrivia().AddAttributeLists(mark).WithLeadingTrivia(accessor.GetLeadingTrivia()),
            MemberDeclarationSyntax member => member.WithLeadingTrivia().AddAttributeLists(mark).WithLeadingTrivia(member.GetLeadingTrivia()),
            _ => declaration,
        };
    }

    /// <summary>A declaration in the solution that the diagnostics were found in.</summary>
    private readonly record struct Declaration(DocumentId Document, Microsoft.CodeAnalysis.Text.TextSpan Span);
}
