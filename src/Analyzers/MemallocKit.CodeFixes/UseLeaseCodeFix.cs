// MKIT2002, MKIT2005, MKIT2010: holds a lease by `using` from where it is rented.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Puts what follows a rent under <c>using</c> and takes out what disposed the lease by hand. Offered where the lease is rented by the condition of an <c>if</c> or
/// <c>while</c>, or initializes a local; is nowhere passed on; and the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UseLeaseCodeFix() : PlaceCodeFix("Hold all leases by 'using'", "MKIT2002", "MKIT2005", "MKIT2010")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel) =>
        (OfCondition(place) ?? OfDeclaration(place)) is var (old, replacement)
            ? await place.ReplaceAsync("Hold the lease by 'using'", old, replacement, cancel).ConfigureAwait(false)
            : null;

    private static (SyntaxNode Old, SyntaxNode New)? OfCondition(Place place)
    {
        var model = place.Model;
        if (place.Find<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax rent } argument
            || LeaseOf(argument.Expression, model) is not { } lease)
        {
            return null;
        }

        ExpressionSyntax condition = rent;
        var isNegated = false;
        while (condition.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression })
        {
            condition = (ExpressionSyntax)condition.Parent;
            isNegated ^= condition is PrefixUnaryExpressionSyntax;
        }

        switch (condition.Parent)
        {
            case IfStatementSyntax { Else: null } refusal when refusal.Condition == condition && isNegated && StatementList.Of(refusal) is { } list && list.CanEnclose(list.Index + 1) && Leaves(refusal.Statement):
                return HandDisposal.Find(lease, list.Container, rent, model) is { } disposal
                    ? (list.Container, list.With([.. list.Statements.Take(list.Index + 1), Held(lease, disposal.Without(list.Statements.Skip(list.Index + 1)))]))
                    : null;
            case IfStatementSyntax { Statement: var body } success when success.Condition == condition && !isNegated:
                return HandDisposal.Find(lease, success, rent, model) is { } ends ? (body, Inside(lease, body, ends)) : null;
            case WhileStatementSyntax { Statement: var turn } loop when loop.Condition == condition && !isNegated:
                return HandDisposal.Find(lease, loop, rent, model) is { } each ? (turn, Inside(lease, turn, each)) : null;
            default:
                return null;
        }
    }

    private static (SyntaxNode Old, SyntaxNode New)? OfDeclaration(Place place)
    {
        var model = place.Model;
        if (place.Find<InvocationExpressionSyntax>(c => c.Parent is EqualsValueClauseSyntax) is not { } rent
            || LeasedBlock.DeclarationOf(rent) is not { Parent: BlockSyntax or GlobalStatementSyntax } declaration || StatementList.Of(declaration) is not { } list
            || model.GetDeclaredSymbol(declaration.Declaration.Variables[0]) is not { } lease || HandDisposal.Find(lease, list.Container, rent, model) is not { } disposal)
        {
            return null;
        }

        var held = declaration.WithoutLeadingTrivia()
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(declaration.GetLeadingTrivia());
        return (list.Container, list.With([.. list.Statements.Take(list.Index), held, .. disposal.Without(list.Statements.Skip(list.Index + 1))]));
    }

    private static ISymbol? LeaseOf(ExpressionSyntax argument, SemanticModel model) => argument switch
    {
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => model.GetDeclaredSymbol(variable),
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol as ILocalSymbol,
        _ => null,
    };

    private static bool Leaves(StatementSyntax statement) =>
        (statement is BlockSyntax { Statements: [.., var last] } ? last : statement) is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax;

    private static BlockSyntax Inside(ISymbol lease, StatementSyntax body, HandDisposal disposal) =>
        SyntaxFactory.Block(Held(lease, disposal.Without(body is BlockSyntax block ? block.Statements : [body])))
            .WithTriviaFrom(body).WithAdditionalAnnotations(Formatter.Annotation);

    private static UsingStatementSyntax Held(ISymbol lease, IEnumerable<StatementSyntax> statements) =>
        SyntaxFactory.UsingStatement(SyntaxFactory.Block(SyntaxFactory.List(statements)))
            .WithExpression(SyntaxFactory.IdentifierName(SyntaxFacts.GetKeywordKind(lease.Name) == SyntaxKind.None ? lease.Name : "@" + lease.Name))
            .WithAdditionalAnnotations(Formatter.Annotation);
}
