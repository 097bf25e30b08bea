// What fixes that rent have in common: the rent, the way out when it is refused, and the lease held around what follows.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <param name="Statement">Makes room for the rent; what follows it moves under <c>using</c>.</param>
/// <param name="Variable">The local that the statement declares, or a name for the value that it passes.</param>
/// <param name="SpellsTypes">Whether types are written out instead of <c>var</c>.</param>
/// <param name="Leave">The statement for a refused rent.</param>
internal sealed record LeasedBlock(StatementSyntax Statement, string Variable, bool SpellsTypes, string Leave)
{
    /// <summary>The block for a value that initializes a local, or is passed by a statement that is a call; <see langword="null"/> elsewhere.</summary>
    public static LeasedBlock? Of(ExpressionSyntax value, SemanticModel model)
    {
        var declaration = DeclarationOf(value);
        if (((StatementSyntax?)declaration ?? CallWith(value)) is not { } statement || StatementList.Of(statement) is not { } list || !list.CanEnclose(list.Index) || Suspension.Follows(statement)
            || WayOut.Of(model, value.SpanStart) is not { } leave)
        {
            return null;
        }

        return declaration is null
            ? new LeasedBlock(statement, FreeName.Around(statement, "text"), false, leave)
            : new LeasedBlock(statement, declaration.Declaration.Variables[0].Identifier.Text, !declaration.Declaration.Type.IsVar, leave);
    }

    /// <summary>The local declaration whose only variable is given the value, where it stands among statements.</summary>
    public static LocalDeclarationStatementSyntax? DeclarationOf(ExpressionSyntax value) =>
        value.Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax
                {
                    Variables.Count: 1,
                    Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } declaration,
                },
            },
        }
            ? declaration
            : null;

    /// <summary>A name that begins with that of the variable.</summary>
    public string Name(string ending) => FreeName.Around(Statement, Variable.TrimStart('@') + ending);

    /// <summary>The type, as declarations around have it.</summary>
    public string Type(string name) => SpellsTypes ? name : "var";

    /// <summary>What is replaced in the tree, and by what.</summary>
    /// <param name="reserve">What is rented from.</param>
    /// <param name="amount">How much; nothing for one.</param>
    /// <param name="type">The type of the lease.</param>
    /// <param name="lease">The name of the lease.</param>
    /// <param name="inside">The statements that take the place of <see cref="Statement"/>.</param>
    public (SyntaxNode Old, Func<SyntaxNode, SyntaxNode> New) Rent(string reserve, string amount, string type, string lease, string inside)
    {
        var list = StatementList.Of(Statement)!;
        var lineEnd = LineEnd(Statement);
        var rent = $"if (!{reserve}.TryRent({(amount.Length == 0 ? "" : amount + ", ")}out {Type(type)} {lease}))\n{{\n{Leave}\n}}\n";
        inside = string.Concat(CommentsWithin(Statement).Where(c => !rent.Contains(c) && !inside.Contains(c)).Select(c => c + "\n")) + inside;
        return (list.Container, current => Rewritten(list.In(current)));

        SyntaxNode Rewritten(StatementList current)
        {
            var replaced = current.Statements[current.Index];
            var refusal = Parse(rent).WithLeadingTrivia(replaced.GetLeadingTrivia());
            var first = ((BlockSyntax)Parse($"{{\n{inside}\n}}")).Statements;
            first = first.Replace(first.Last(), first.Last().WithTrailingTrivia(replaced.GetTrailingTrivia()));
            var held = SyntaxFactory.UsingStatement(SyntaxFactory.Block(SyntaxFactory.List([.. first, .. current.Statements.Skip(current.Index + 1)])))
                .WithExpression(SyntaxFactory.IdentifierName(lease));
            return current.With(
                [.. current.Statements.Take(current.Index), refusal.WithAdditionalAnnotations(Formatter.Annotation), held.WithAdditionalAnnotations(Formatter.Annotation)]);
        }

        StatementSyntax Parse(string text) => Imports.Mark(SyntaxFactory.ParseStatement(text.Replace("\r\n", "\n").Replace("\n", lineEnd)));
    }

    // The value is made before the call then: nothing that is evaluated before it may do anything.
    private static ExpressionStatementSyntax? CallWith(ExpressionSyntax value) =>
        value.Parent is ArgumentSyntax
        {
            RefKindKeyword.RawKind: 0,
            Parent: ArgumentListSyntax
            {
                Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement } call,
            } arguments,
        } && IsPure(call.Expression) && arguments.Arguments.TakeWhile(a => a.Expression != value).All(a => IsPure(a.Expression))
            ? statement
            : null;

    private static bool IsPure(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => IsPure(access.Expression),
        _ => expression is SimpleNameSyntax or LiteralExpressionSyntax or ThisExpressionSyntax or PredefinedTypeSyntax,
    };

    private static IEnumerable<string> CommentsWithin(StatementSyntax statement) =>
        statement.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Where(t => statement.Span.Contains(t.Span)).Select(t => t.ToString());

    private static string LineEnd(SyntaxNode node) => node.SyntaxTree.GetText().ToString().IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";
}
