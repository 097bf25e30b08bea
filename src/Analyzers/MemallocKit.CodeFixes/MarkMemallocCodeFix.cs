// MKIT3010: marks the called method, so that its own body is checked and calls to it are trusted.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace MemallocKit.CodeFixes;

/// <summary>Puts <c>[Memalloc]</c> on the method that the diagnostic says is called.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkMemallocCodeFix() : MemallocCodeFix("Mark all called methods [Memalloc]", "MKIT3010")
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
