// What fixes that rent have in common: the rent, the way out when it is refused, and the lease held around what follows.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace MemallocKit.CodeFixes;

internal static class LeasedBlock
{
    /// <summary>The statement that leaves the function around a position.</summary>
    public static string Leave(SemanticModel model, int position) => model.GetEnclosingSymbol(position) switch
    {
        IMethodSymbol { ReturnsVoid: false, ReturnType.SpecialType: SpecialType.System_Boolean } => "return false;",
        IMethodSymbol { ReturnsVoid: false } => "return default;",
        _ => "return;",
    };

    /// <summary>The block with a declaration replaced: bytes are rented, and it and all that follows moves under <c>using</c>.</summary>
    /// <param name="declaration">The statement to replace, directly in a block.</param>
    /// <param name="rent">The call that rents, and declares <paramref name="lease"/>.</param>
    /// <param name="lease">The name of the lease.</param>
    /// <param name="leave">What to do when it is refused.</param>
    /// <param name="inside">The statements that take the place of the declaration.</param>
    public static BlockSyntax Around(LocalDeclarationStatementSyntax declaration, string rent, string lease, string leave, string inside)
    {
        var block = (BlockSyntax)declaration.Parent!;
        var at = block.Statements.IndexOf(declaration);
        var refusal = SyntaxFactory.ParseStatement($"if (!{rent})\n{{\n{leave}\n}}\n").WithLeadingTrivia(declaration.GetLeadingTrivia());
        var parsed = ((BlockSyntax)SyntaxFactory.ParseStatement($"{{\n{inside}\n}}")).Statements;
        var first = parsed.Replace(parsed.Last(), parsed.Last().WithTrailingTrivia(declaration.GetTrailingTrivia()));
        var held = SyntaxFactory.UsingStatement(SyntaxFactory.Block(SyntaxFactory.List([.. first, .. block.Statements.Skip(at + 1)])))
            .WithExpression(SyntaxFactory.IdentifierName(lease));
        return block.WithStatements([
            .. block.Statements.Take(at),
            refusal.WithAdditionalAnnotations(Formatter.Annotation),
            WithShortNames(held).WithAdditionalAnnotations(Formatter.Annotation),
        ]);
    }

    /// <summary>Fixes one report after the other.</summary>
    public static async Task<Solution> FixAllAsync(
        Solution solution, ImmutableArray<Diagnostic> diagnostics, Func<Document, int, CancellationToken, Task<Document>> fix, CancellationToken cancel)
    {
        foreach (var file in diagnostics.GroupBy(d => d.Location.SourceTree))
        {
            // From the last to the first: what comes before a fix stays where it is, and an inner block is rewritten before the outer.
            var document = file.Key is null ? null : solution.GetDocument(file.Key);
            foreach (var start in file.Select(d => d.Location.SourceSpan.Start).OrderByDescending(s => s))
            {
                document = document is null ? null : await fix(document, start, cancel).ConfigureAwait(false);
            }

            solution = document?.Project.Solution ?? solution;
        }

        return solution;
    }

    private static StatementSyntax WithShortNames(StatementSyntax statement) => statement.ReplaceNodes(
        statement.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(m => m.ToString() == "global::System.Runtime.InteropServices.MemoryMarshal"),
        (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
}
