// MKIT3002: makes a small array of constant length a span on the stack.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>new T[n]</c> into <c>stackalloc T[n]</c>, and the local that holds it into a <c>Span&lt;T&gt;</c>. Offered up to 1024 bytes, outside
/// loops, where the stack would grow with each turn, and where the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StackallocCodeFix : CodeFixProvider
{
    private const int MaximumBytes = 1024;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ArrayCreationExpressionSyntax array
                && IsSmall(array, model!) && !IsRepeated(array)
                && Replace(context.Document, root, array) is var changed
                && await Compiles.AsWellAsAsync(changed, context.Document, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Allocate on the stack", _ => Task.FromResult(changed), equivalenceKey: nameof(StackallocCodeFix)),
                    diagnostic);
            }
        }
    }

    private static bool IsSmall(ArrayCreationExpressionSyntax array, SemanticModel model)
    {
        if (model.GetTypeInfo(array).Type is not IArrayTypeSymbol { Rank: 1, ElementType: var element })
        {
            return false;
        }

        var bytes = BytesOf(element);

        var length = array.Initializer is { } initializer ? initializer.Expressions.Count
            : array.Type.RankSpecifiers[0].Sizes[0] is var size && model.GetConstantValue(size) is { HasValue: true, Value: int constant } ? constant
            : -1;
        return bytes > 0 && length >= 0 && length <= MaximumBytes / bytes;
    }

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

    private static Document Replace(Document document, SyntaxNode root, ArrayCreationExpressionSyntax array)
    {
        var stack = SyntaxFactory.StackAllocArrayCreationExpression(array.Type, array.Initializer).WithTriviaFrom(array);
        if (array.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } })
        {
            return document.WithSyntaxRoot(root.ReplaceNode(array, stack));
        }

        var span = SyntaxFactory.ParseTypeName($"global::System.Span<{array.Type.ElementType.WithoutTrivia()}>")
            .WithTriviaFrom(declaration.Type)
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.ReplaceNode(array, stack).WithType(span)));
    }
}
