// What decides whether an object can come from a reserve instead of `new`.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.CodeFixes;

internal static class RentedInstance
{
    private const int MaxDepth = 4;

    // What collections do with an object besides keeping it.
    private static readonly string[] s_lookups = ["Contains", "IndexOf", "LastIndexOf", "Remove", "TryGet", "Find", "BinarySearch"];

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

    /// <summary>What who rents an instance has to know: it was used before. Nothing, where it is reset when it is returned.</summary>
    public static IEnumerable<string> Caution(INamedTypeSymbol type) => type.AllInterfaces.Any(i => i is { Name: "IResettable", ContainingNamespace.Name: KnownNames.Namespace })
        ? []
        : [$"// As its last user left it: {type.Name} is not IResettable."];

    /// <summary>
    /// Whether the object is visibly kept: assigned, returned, captured, put into a collection, or passed to a method that does such a thing with it. To be passed to
    /// other methods counts as use: most use what they are given.
    /// </summary>
    public static bool MayOutlive(LocalDeclarationStatementSyntax declaration, SemanticModel model) =>
        model.GetDeclaredSymbol(declaration.Declaration.Variables[0]) is { } local
        && IsKept(local, declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!, model, MaxDepth);

    private static bool IsKept(ISymbol variable, SyntaxNode around, SemanticModel model, int depth) =>
        around.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n =>
            n.Identifier.ValueText == variable.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, variable)
            && (IsKept(n, model, depth) || n.Ancestors().TakeWhile(a => a != around).Any(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)));

    private static bool IsKept(IdentifierNameSyntax mention, SemanticModel model, int depth) => mention.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression != mention,
        ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or IsPatternExpressionSyntax => false,
        BinaryExpressionSyntax binary => !binary.IsKind(SyntaxKind.EqualsExpression) && !binary.IsKind(SyntaxKind.NotEqualsExpression),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0 || argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax } || Keeps(argument, model, depth),
        _ => true,
    };

    private static bool Keeps(ArgumentSyntax argument, SemanticModel model, int depth)
    {
        if (depth == 0 || model.GetOperation(argument) is not IArgumentOperation { Parameter: { OriginalDefinition: var parameter, ContainingSymbol: IMethodSymbol method } })
        {
            return false;
        }

        return parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { Parent.Parent: { } function }
            ? IsKept(parameter, function, model.Compilation.GetSemanticModel(function.SyntaxTree), depth - 1)
            : method.ContainingType is { SpecialType: not SpecialType.System_String } type && type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
                && !s_lookups.Any(l => method.Name.StartsWith(l, StringComparison.Ordinal));
    }
}
