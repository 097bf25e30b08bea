// Finds the statement of a project that connects the tree of a context.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <param name="Document">The file.</param>
/// <param name="Statement">A statement in a block, or a top-level one.</param>
internal sealed record ConnectStatement(DocumentId Document, StatementSyntax Statement)
{
    private const string Connect = "Connect";

    /// <summary>The first one, of a tree that the context names something of.</summary>
    public static async Task<ConnectStatement?> FindAsync(Project project, INamedTypeSymbol context, CancellationToken cancel)
    {
        var trees = TreesOf(context);
        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            foreach (var call in root?.DescendantNodes().OfType<InvocationExpressionSyntax>() ?? [])
            {
                if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Connect }
                    && call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax } statement and not ReturnStatementSyntax
                    && call.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null
                    && await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } model
                    && model.GetSymbolInfo(call, cancel).Symbol is { IsStatic: true, ContainingType: { } tree } && trees.Contains(tree))
                {
                    return new ConnectStatement(document.Id, statement);
                }
            }
        }

        return null;
    }

    /// <summary>Inserts behind it; into the body where it is a <c>using</c> with one.</summary>
    public static void InsertAfter(DocumentEditor editor, StatementSyntax connect, IEnumerable<StatementSyntax> added)
    {
        var statements = added.Select(s => s.WithAdditionalAnnotations(Formatter.Annotation)).ToList();
        if (connect is UsingStatementSyntax { Statement: BlockSyntax body })
        {
            editor.ReplaceNode(body, (current, _) => ((BlockSyntax)current).WithStatements(((BlockSyntax)current).Statements.InsertRange(0, statements)));
        }
        else if (connect.Parent is GlobalStatementSyntax global)
        {
            // The editor would set blank lines around them, as between types.
            var lineEnd = connect.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
            var members = statements.Select(s => SyntaxFactory.GlobalStatement(s.WithoutLeadingTrivia().WithTrailingTrivia(lineEnd)));
            editor.ReplaceNode(editor.OriginalRoot, (root, _) => WithMembersAfter((CompilationUnitSyntax)root, global.SpanStart, members));
        }
        else
        {
            editor.InsertAfter(connect, statements);
        }
    }

    // Only top-level statements come before this one, and insertions come behind it.
    private static CompilationUnitSyntax WithMembersAfter(CompilationUnitSyntax root, int start, IEnumerable<MemberDeclarationSyntax> members) =>
        root.WithMembers(root.Members.InsertRange(root.Members.IndexOf(m => m.SpanStart == start) + 1, members));

    // The outermost class of what the context names, or any around it: a tree may be nested in other types.
    private static HashSet<ISymbol> TreesOf(INamedTypeSymbol context)
    {
        var trees = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var argument in context.GetAttributes().Where(a => a.AttributeClass?.Name == "MemallocContextAttribute").SelectMany(a => a.ConstructorArguments))
        {
            foreach (var value in argument is { Kind: TypedConstantKind.Array, IsNull: false } ? argument.Values : [])
            {
                for (var type = value.Value as INamedTypeSymbol; type is not null; type = type.ContainingType)
                {
                    trees.Add(type);
                }
            }
        }

        return trees;
    }
}
