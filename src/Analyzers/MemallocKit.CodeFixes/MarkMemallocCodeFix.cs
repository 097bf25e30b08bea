// MKIT3010: marks the called method, so that its own body is checked and calls to it are trusted.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace MemallocKit.CodeFixes;

/// <summary>Puts <c>[Memalloc]</c> on the method that the diagnostic says is called.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkMemallocCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3010"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        new SolutionFixAll("Mark all called methods [Memalloc]", nameof(MarkMemallocCodeFix), MarkAllAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindCalleeAsync(context.Document.Project.Solution, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } callee)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Mark the called method [Memalloc]",
                        cancel => MarkAsync(context.Document.Project.Solution, [callee], cancel),
                        equivalenceKey: nameof(MarkMemallocCodeFix)),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// The declaration to mark. The diagnostic's first additional location lies in the callee's body: the call that leads
    /// on, or the allocation itself.
    /// </summary>
    private static async Task<Declaration?> FindCalleeAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } first, ..] || solution.GetDocument(tree) is not { } document)
        {
            return null;
        }

        var root = await tree.GetRootAsync(cancel).ConfigureAwait(false);
        var node = root.FindNode(first.SourceSpan).FirstAncestorOrSelf<SyntaxNode>(CanBeMarked);
        return node is null ? null : new Declaration(document.Id, node.Span);
    }

    private static async Task<Solution> MarkAllAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel)
    {
        // Callees are declared elsewhere and shared by calls, so all are collected first and marked once.
        var declarations = new List<Declaration>();
        foreach (var diagnostic in diagnostics)
        {
            if (await FindCalleeAsync(solution, diagnostic, cancel).ConfigureAwait(false) is { } callee)
            {
                declarations.Add(callee);
            }
        }

        return await MarkAsync(solution, declarations, cancel).ConfigureAwait(false);
    }

    private static async Task<Solution> MarkAsync(Solution solution, IEnumerable<Declaration> declarations, CancellationToken cancel)
    {
        foreach (var file in declarations.Distinct().GroupBy(d => d.Document))
        {
            var editor = await DocumentEditor.CreateAsync(solution.GetDocument(file.Key)!, cancel).ConfigureAwait(false);
            var nodes = file.Select(d => editor.OriginalRoot.FindNode(d.Span).FirstAncestorOrSelf<SyntaxNode>(CanBeMarked)!).ToList();
            foreach (var node in nodes)
            {
                editor.ReplaceNode(node, (current, _) => WithMark(current));
            }

            solution = editor.GetChangedDocument().Project.Solution;
        }

        return solution;
    }

    private static bool CanBeMarked(SyntaxNode node) => node is
        BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or LocalFunctionStatementSyntax;

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
            MemberDeclarationSyntax member => member.WithLeadingTrivia().AddAttributeLists(mark).WithLeadingTrivia(member.GetLeadingTrivia()),
            _ => declaration,
        };
    }

    /// <summary>A declaration in the solution that the diagnostics were found in.</summary>
    private readonly record struct Declaration(DocumentId Document, Microsoft.CodeAnalysis.Text.TextSpan Span);
}
