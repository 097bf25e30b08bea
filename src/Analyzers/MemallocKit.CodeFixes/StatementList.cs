// A statement among those that follow it: in a block, a switch section, or at top level.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <param name="Container">What holds the statements.</param>
/// <param name="Statements">All of them.</param>
/// <param name="Index">Which one is asked about.</param>
internal sealed record StatementList(SyntaxNode Container, List<StatementSyntax> Statements, int Index)
{
    /// <summary>The list around a statement, or <see langword="null"/> where it stands alone, as under an <c>if</c>.</summary>
    public static StatementList? Of(StatementSyntax statement)
    {
        var container = statement.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : statement.Parent;
        if (container is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax))
        {
            return null;
        }

        var statements = StatementsOf(container);
        return new StatementList(container, statements, statements.IndexOf(statement));
    }

    /// <summary>The same list in another version of its container.</summary>
    public StatementList In(SyntaxNode container) => new(container, StatementsOf(container), Index);

    /// <summary>The container with other statements.</summary>
    public SyntaxNode With(IReadOnlyCollection<StatementSyntax> statements) => Container switch
    {
        BlockSyntax block => block.WithStatements([.. statements]),
        SwitchSectionSyntax section => section.WithStatements([.. statements]),
        CompilationUnitSyntax unit => unit.WithMembers(
        [
            .. statements.Select(s => s.Parent as GlobalStatementSyntax ?? SyntaxFactory.GlobalStatement(s)),
            .. unit.Members.Where(m => m is not GlobalStatementSyntax),
        ]),
        _ => Container,
    };

    /// <summary>Whether the statements from one on can move into a block of their own: no <c>#if</c> or <c>#region</c> begins outside and ends inside.</summary>
    public bool CanEnclose(int first) =>
        first >= Statements.Count
        || (!HasBranch(Statements[first].GetLeadingTrivia()) && !HasBranch(Statements[^1].GetLastToken().GetNextToken(includeZeroWidth: true).LeadingTrivia));

    private static bool HasBranch(SyntaxTriviaList trivia) => trivia.Any(t => t.GetStructure() is BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax or RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax);

    private static List<StatementSyntax> StatementsOf(SyntaxNode container) => container switch
    {
        BlockSyntax block => [.. block.Statements],
        SwitchSectionSyntax section => [.. section.Statements],
        CompilationUnitSyntax unit => [.. unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement)],
        _ => [],
    };
}
