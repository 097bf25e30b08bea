// MKIT3002: rents the memory of an array from a reserve of the context.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = new T[n];</c> of an unmanaged type into a rent from the first <c>ByteReserve</c> that a context at hand gives, leaves the
/// function when it is refused, and holds the lease by <c>using</c> around what follows. The memory is cleared, as that of an array is. Offered where
/// the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RentBytesCodeFix() : PlaceCodeFix("Rent all from the contexts", "MKIT3002")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel)
    {
        if (place.Find<ArrayCreationExpressionSyntax>() is not { Initializer: null, Type.RankSpecifiers: [{ Sizes: [var length] }] } array
            || LeasedBlock.Of(array, place.Model) is not { Statement: LocalDeclarationStatementSyntax declaration } block
            || place.Model.GetTypeInfo(array, cancel).Type is not IArrayTypeSymbol { Rank: 1, ElementType: { IsUnmanagedType: true, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) } element }
            || ContextReserves.Find(place.Model, array, ContextReserves.IsByteReserve) is not { } reserve)
        {
            return null;
        }

        var lease = block.Name("Lease");
        var span = declaration.Declaration.Type is ArrayTypeSyntax or NullableTypeSyntax ? $"global::System.Span<{NameOf(element)}>" : "var";
        var (old, replace) = block.Rent(
            reserve, Bytes(length, element), "global::MemallocKit.ByteLease", lease, $"{span} {block.Variable} = {Span(lease, element)};\n{block.Variable}.Clear();");
        return await place.ReplaceAsync("Rent from a reserve of the context", old, replace(old), cancel).ConfigureAwait(false);
    }

    private static string Bytes(ExpressionSyntax length, ITypeSymbol element)
    {
        if (element.SpecialType == SpecialType.System_Byte)
        {
            return length.ToString();
        }

        var count = length is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? length.ToString() : $"({length})";
        var name = NameOf(element);
        return element.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double || element.TypeKind == TypeKind.Enum
            ? $"{count} * sizeof({name})"
            : $"{count} * global::System.Runtime.CompilerServices.Unsafe.SizeOf<{name}>()";
    }

    private static string Span(string lease, ITypeSymbol element) => element.SpecialType == SpecialType.System_Byte
        ? $"{lease}.Span"
        : $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, {NameOf(element)}>({lease}.Span)";

    private static string NameOf(ITypeSymbol element) => element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
