// Arrays: `new T[n]`, initializers, params arrays, ranges of arrays.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Arrays
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IArrayCreationOperation array when !IsEmptyParams(array) && !IsConstantData(array, body.Symbols):
                var kind = array.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.ParamArray } ? "the params array " : "new ";
                body.Allocates(AllocationFamily.Array, kind + NameOf(array.Type), array.Syntax, size: ArrayAdvice.SizeOf(array), instead: ArrayAdvice.InsteadOf(array));
                break;
            case IArrayElementReferenceOperation { Indices: [{ Type: { Name: "Range", ContainingNamespace.Name: "System" } }] } range:
                body.Allocates(AllocationFamily.Array, $"the copied range {NameOf(range.ArrayReference.Type)}", range.Syntax, instead: ArrayAdvice.InsteadOfRange);
                break;
            // `[.., var rest]` copies what is left of an array.
            case ISlicePatternOperation { Pattern: not (null or IDiscardPatternOperation), InputType: IArrayTypeSymbol input } slice:
                body.Allocates(AllocationFamily.Array, $"the copied range {NameOf(input)}", slice.Syntax, instead: ArrayAdvice.InsteadOfRange);
                break;
            case IConversionOperation { Operand: IInterpolatedStringOperation text } conversion when Interpolation.IsFormat(text) && Interpolation.HasHoles(text):
                body.Allocates(
                    AllocationFamily.Array,
                    "the array of what is formatted",
                    conversion.Syntax,
                    size: body.Symbols.Object is { } any ? new HeapSize.Array(any, text.Parts.Count(p => p is IInterpolationOperation)) : null,
                    instead: "write the text into a leased span with TryWrite");
                break;
        }
    }

    private static string NameOf(ITypeSymbol? type) => type?.ShortName() ?? "array";

    // Becomes Array.Empty<T>().
    private static bool IsEmptyParams(IArrayCreationOperation array) =>
        array is
        {
            Parent: IArgumentOperation { ArgumentKind: ArgumentKind.ParamArray },
            Initializer: null or { ElementValues.IsEmpty: true },
        };

    // A read-only span over constants points into the image.
    private static bool IsConstantData(IArrayCreationOperation array, KnownSymbols symbols) =>
        array is { Parent: IConversionOperation { Type: { } target }, Type: IArrayTypeSymbol { Rank: 1 } type }
        && KnownSymbols.Same(target, symbols.ReadOnlySpan)
        && (array.Initializer is { ElementValues: var elements }
            ? elements.IsEmpty || (ConstantData.IsBlittable(type.ElementType) && elements.All(ConstantData.IsConstant))
            : array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: 0 } }]);
}
