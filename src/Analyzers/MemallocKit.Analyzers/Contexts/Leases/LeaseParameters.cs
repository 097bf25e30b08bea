// What a method does with a lease that is passed to it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Contexts.Leases;

/// <summary>Told from the source of the method, by the name of the parameter; where there is none, as the kind of the parameter says.</summary>
internal static class LeaseParameters
{
    /// <summary>Whether the caller goes on holding the lease: the method only reads it.</summary>
    public static bool IsBorrowed(IParameterSymbol? parameter) => parameter?.RefKind switch
    {
        RefKind.In or RefKind.RefReadOnlyParameter => Bodies(parameter) is not { Count: > 0 } bodies || bodies.All(b => IsOnlyRead(b, parameter)),
        RefKind.None => Bodies(parameter) is { Count: > 0 } bodies && bodies.All(b => IsOnlyRead(b, parameter)),
        _ => false,
    };

    /// <summary>Whether each call of the method gives the lease back: nothing decides about it.</summary>
    public static bool IsDisposed(IParameterSymbol? parameter) =>
        parameter?.RefKind == RefKind.None && Bodies(parameter) is { Count: > 0 } bodies && bodies.All(b => Ends(b, parameter.Name));

    // Of a member that others override or implement, the body that runs is not known.
    private static List<SyntaxNode> Bodies(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { IsAbstract: false, IsExtern: false } method && (!(method.IsVirtual || method.IsOverride) || method.IsSealed)
            ? [.. (method.PartialImplementationPart ?? method).OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).SelectMany(n => n.ChildNodes().Where(IsBody))]
            : [];

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax;

    private static bool IsOnlyRead(SyntaxNode body, IParameterSymbol parameter) => body.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(n => n.Identifier.ValueText == parameter.Name && !(n.Parent is MemberAccessExpressionSyntax outer && outer.Name == n))
        .All(n => n.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not ("Dispose" or Rents.Store) } access && access.Expression == n);

    private static bool Ends(SyntaxNode body, string name)
    {
        if (body is ArrowExpressionClauseSyntax arrow)
        {
            return IsDispose(arrow.Expression, name);
        }

        foreach (var statement in ((BlockSyntax)body).Statements)
        {
            switch (statement)
            {
                case ExpressionStatementSyntax { Expression: var expression } when IsDispose(expression, name):
                case UsingStatementSyntax { Expression: IdentifierNameSyntax used } when used.Identifier.ValueText == name:
                case UsingStatementSyntax { Declaration: { } declaration } when IsValue(declaration, name):
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration: { } local } when IsValue(local, name):
                    return true;
            }

            if (statement.DescendantNodesAndSelf().Any(n => n is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsValue(VariableDeclarationSyntax declaration, string name) =>
        declaration.Variables.Any(v => v.Initializer?.Value is IdentifierNameSyntax value && value.Identifier.ValueText == name);

    private static bool IsDispose(ExpressionSyntax expression, string name) => expression is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose", Expression: IdentifierNameSyntax target },
    } && target.Identifier.ValueText == name;
}
