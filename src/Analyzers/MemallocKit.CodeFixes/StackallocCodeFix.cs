// MKIT3002: makes a small array of constant length a span on the stack.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>new T[n]</c> into <c>stackalloc T[n]</c>, and the local that holds it into a <c>Span&lt;T&gt;</c>. Offered up to 1024 bytes, outside
/// loops, where the stack would grow with each turn, and where the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StackallocCodeFix() : PlaceCodeFix("Allocate all on the stack", "MKIT3002")
{
    private const int MaximumBytes = 1024;

    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel) =>
        place.Find<ExpressionSyntax>(e => e is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax) is { } array
        && IsSmall(array, place.Model) && !IsRepeated(array) && !Suspension.Follows(array) && Replacement(array, place.Model) is var (old, replacement)
            ? await place.ReplaceAsync("Allocate on the stack", old, replacement, cancel).ConfigureAwait(false)
            : null;

    private static bool IsSmall(ExpressionSyntax array, SemanticModel model)
    {
        if (TypeOf(array, model) is not { Rank: 1, ElementType: var element })
        {
            return false;
        }

        var bytes = BytesOf(element);
        var length = InitializerOf(array) is { } initializer ? initializer.Expressions.Count
            : ((ArrayCreationExpressionSyntax)array).Type.RankSpecifiers[0].Sizes[0] is var size && model.GetConstantValue(size) is { HasValue: true, Value: int constant } ? constant
            : -1;
        return bytes > 0 && length >= 0 && length <= MaximumBytes / bytes && (InitializerOf(array) is not null || IsCleared(array.SpanStart, model));
    }

    private static IArrayTypeSymbol? TypeOf(ExpressionSyntax array, SemanticModel model) => (model.GetTypeInfo(array).Type ?? model.GetTypeInfo(array).ConvertedType) as IArrayTypeSymbol;

    private static InitializerExpressionSyntax? InitializerOf(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax created => created.Initializer,
        ImplicitArrayCreationExpressionSyntax created => created.Initializer,
        _ => array as InitializerExpressionSyntax,
    };

    // An array is; the stack is unless somebody said that it need not be.
    private static bool IsCleared(int position, SemanticModel model)
    {
        for (var symbol = model.GetEnclosingSymbol(position); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (Skips(symbol) || (symbol is IMethodSymbol { AssociatedSymbol: { } property } && Skips(property)))
            {
                return false;
            }
        }

        return !Skips(model.Compilation.SourceModule);
    }

    private static bool Skips(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "SkipLocalsInitAttribute");

    private static int BytesOf(ITypeSymbol element) => element.SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 8,
        SpecialType.System_Decimal => 16,
        _ => element is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? BytesOf(underlying) : 0,
    };

    private static bool IsRepeated(SyntaxNode node)
    {
        for (var outer = node.Parent; outer is not null and not MemberDeclarationSyntax and not LocalFunctionStatementSyntax; outer = outer.Parent)
        {
            if (outer is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LabeledStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    private static (SyntaxNode Old, SyntaxNode New) Replacement(ExpressionSyntax array, SemanticModel model)
    {
        var element = array is ArrayCreationExpressionSyntax { Type.ElementType: var named } ? named.WithoutTrivia().ToString()
            : TypeOf(array, model)!.ElementType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        ExpressionSyntax stack = array switch
        {
            ArrayCreationExpressionSyntax created => SyntaxFactory.StackAllocArrayCreationExpression(Keyword(created.NewKeyword), created.Type, created.Initializer),
            ImplicitArrayCreationExpressionSyntax created => SyntaxFactory.ImplicitStackAllocArrayCreationExpression(
                Keyword(created.NewKeyword), created.OpenBracketToken, created.CloseBracketToken, created.Initializer),
            _ => ((StackAllocArrayCreationExpressionSyntax)Imports.Mark(SyntaxFactory.ParseExpression($"stackalloc {element}[] {{ }}")))
                .WithInitializer((InitializerExpressionSyntax)array.WithoutTrivia()).WithTriviaFrom(array),
        };
        if (array.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } })
        {
            return (array, stack);
        }

        var span = Imports.Mark(SyntaxFactory.ParseTypeName($"global::System.Span<{element}>"))
            .WithTriviaFrom(declaration.Type)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return (declaration, declaration.ReplaceNode(array, stack).WithType(span));
    }

    private static SyntaxToken Keyword(SyntaxToken from) => SyntaxFactory.Token(
        from.LeadingTrivia, SyntaxKind.StackAllocKeyword, from.TrailingTrivia);
}
