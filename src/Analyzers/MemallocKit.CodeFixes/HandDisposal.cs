// The statements that dispose a lease by hand, which `using` makes superfluous.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal sealed class HandDisposal(HashSet<ExpressionStatementSyntax> statements)
{
    /// <summary>All of them, or <see langword="null"/> where the lease is also stored, passed, assigned, or disposed as a part of something.</summary>
    /// <param name="lease">The local.</param>
    /// <param name="inside">What it is used in.</param>
    /// <param name="rent">The call that rents it, which does not count.</param>
    /// <param name="model">Of the file.</param>
    public static HandDisposal? Find(ISymbol lease, SyntaxNode inside, SyntaxNode rent, SemanticModel model)
    {
        var statements = new HashSet<ExpressionStatementSyntax>();
        foreach (var mention in inside.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (mention.Identifier.ValueText != lease.Name || rent.Span.Contains(mention.Span) || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention).Symbol, lease))
            {
                continue;
            }

            switch (mention.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose", Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } end } }:
                    statements.Add(end);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: not ("Dispose" or "Store" or "TryTransferTo") } access when access.Expression == mention:
                    break;
                default:
                    return null;
            }
        }

        return new HandDisposal(statements);
    }

    public IEnumerable<StatementSyntax> Without(IEnumerable<StatementSyntax> among)
    {
        foreach (var statement in among)
        {
            if (statement is not ExpressionStatementSyntax end || !statements.Contains(end))
            {
                yield return statement.RemoveNodes(statements.Where(s => statement.Span.Contains(s.Span)), SyntaxRemoveOptions.KeepDirectives)!;
            }
        }
    }
}
