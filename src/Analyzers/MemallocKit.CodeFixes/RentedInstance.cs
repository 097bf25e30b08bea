// What decides whether an object can come from a reserve instead of `new`.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class RentedInstance
{
    public static bool IsReserveOf(ITypeSymbol reserve, ITypeSymbol type) =>
        reserve is INamedTypeSymbol { Name: "InstanceReserve", ContainingNamespace.Name: KnownNames.Namespace, TypeArguments: [var item] }
        && SymbolEqualityComparer.Default.Equals(item, type);

    /// <summary>An object initializer as statements, or <see langword="null"/> where it is more than assignments of values.</summary>
    public static ImmutableArray<string>? Assignments(BaseObjectCreationExpressionSyntax creation, LocalDeclarationStatementSyntax declaration)
    {
        var statements = ImmutableArray.CreateBuilder<string>();
        foreach (var expression in creation.Initializer?.Expressions ?? [])
        {
            if (expression is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Right: not InitializerExpressionSyntax } assignment)
            {
                return null;
            }

            statements.Add($"{declaration.Declaration.Variables[0].Identifier.Text}.{member} = {assignment.Right};");
        }

        return statements.ToImmutable();
    }

    /// <summary>
    /// Whether the object is visibly kept: assigned, returned, captured, put into something. To be passed to a method counts as use: most methods use what
    /// they are given.
    /// </summary>
    public static bool MayOutlive(LocalDeclarationStatementSyntax declaration, SemanticModel model)
    {
        var name = declaration.Declaration.Variables[0].Identifier.ValueText;
        var local = model.GetDeclaredSymbol(declaration.Declaration.Variables[0]);
        var around = declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!;
        return around.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n =>
            n.Identifier.ValueText == name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, local) && (IsKept(n) || IsCaptured(n, declaration)));
    }

    private static bool IsKept(IdentifierNameSyntax mention) => mention.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression != mention,
        ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or IsPatternExpressionSyntax => false,
        BinaryExpressionSyntax binary => !binary.IsKind(SyntaxKind.EqualsExpression) && !binary.IsKind(SyntaxKind.NotEqualsExpression),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0 || argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax },
        _ => true,
    };

    private static bool IsCaptured(SyntaxNode mention, LocalDeclarationStatementSyntax declaration) =>
        mention.Ancestors().TakeWhile(a => !a.Span.Contains(declaration.Span)).Any(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
