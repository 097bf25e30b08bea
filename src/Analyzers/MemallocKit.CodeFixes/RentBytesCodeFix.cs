// MKIT3002: rents the memory of an array from a reserve of the context.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = new T[n];</c> of an unmanaged type into a rent from the first <c>ByteReserve</c> that a context at hand gives, leaves the
/// function when it is refused, and holds the lease by <c>using</c> around what follows. The memory is cleared, as that of an array is. Offered where
/// the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RentBytesCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Rent all from the contexts", nameof(RentBytesCodeFix), (solution, diagnostics, cancel) => TrackedFixes.FixAllAsync(solution, diagnostics, FixAsync, cancel));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, diagnostic.Location.SourceSpan.Start, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Rent from a reserve of the context", _ => Task.FromResult(changed), equivalenceKey: nameof(RentBytesCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution?> FixAsync(Document document, int start, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (model is null || root?.FindToken(start).Parent?.FirstAncestorOrSelf<ArrayCreationExpressionSyntax>() is not { Initializer: null, Type.RankSpecifiers: [{ Sizes: [var length] }] } array
            || array.SpanStart != start || LeasedBlock.DeclarationOf(array) is not { } declaration
            || model.GetTypeInfo(array, cancel).Type is not IArrayTypeSymbol { Rank: 1, ElementType: { IsUnmanagedType: true, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) } element }
            || ContextReserves.Find(model, array, ContextReserves.IsByteReserve) is not { } reserve)
        {
            return null;
        }

        var variable = declaration.Declaration.Variables[0].Identifier;
        var lease = variable.ValueText + "Lease";
        var changed = await LeasedBlock.ApplyAsync(
            document,
            root,
            LeasedBlock.Around(
                declaration,
                $"{reserve}.TryRent({Bytes(length, element)}, out var {lease})",
                lease,
                LeasedBlock.Leave(model, start),
                $"var {variable.Text} = {Span(lease, element)};\n{variable.Text}.Clear();"),
            cancel).ConfigureAwait(false);
        return await Compiles.AsWellAsAsync(changed, document, cancel).ConfigureAwait(false) ? changed.Project.Solution : null;
    }

    private static string Bytes(ExpressionSyntax length, ITypeSymbol element)
    {
        if (element.SpecialType == SpecialType.System_Byte)
        {
            return length.ToString();
        }

        var count = length is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? length.ToString() : $"({length})";
        var name = element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return element.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double || element.TypeKind == TypeKind.Enum
            ? $"{count} * sizeof({name})"
            : $"{count} * global::System.Runtime.CompilerServices.Unsafe.SizeOf<{name}>()";
    }

    private static string Span(string lease, ITypeSymbol element) => element.SpecialType == SpecialType.System_Byte
        ? $"{lease}.Span"
        : $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, {element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>({lease}.Span)";
}
