// What to write instead of an array, by what is in it.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class ArrayAdvice
{
    public const string InsteadOfRange = "use AsSpan, which copies nothing";

    public const string InsteadOfParams = "declare the parameter as params ReadOnlySpan<T>, or pass a span";

    public const string InsteadOfCollection = "collect into a Span<T> without spreads, or fill a leased span";

    /// <summary>More does not belong on a stack that is already deep.</summary>
    private const int MostStackBytes = 1024;

    /// <summary>The size of an array whose length is constant.</summary>
    public static HeapSize? SizeOf(IArrayCreationOperation array)
    {
        long length = 1;
        foreach (var dimension in array.DimensionSizes)
        {
            if (dimension.ConstantValue is not { HasValue: true, Value: int count } || count < 0)
            {
                return null;
            }

            length *= count;
        }

        return array.Type is IArrayTypeSymbol type
            ? new HeapSize.Array(type.ElementType, length, type.Rank) { IsFilled = IsFilled(type.ElementType, array.Initializer?.ElementValues ?? []) }
            : null;
    }

    /// <summary>Some elements are constants, which the compiler may copy from the image.</summary>
    public static bool IsFilled(ITypeSymbol element, IEnumerable<IOperation> values) => ConstantData.IsBlittable(element) && values.Any(HasConstant);

    private static bool HasConstant(IOperation value) =>
        value is IArrayInitializerOperation { ElementValues: var inner } ? inner.Any(HasConstant) : ConstantData.IsConstant(value);

    public static string? InsteadOf(IArrayCreationOperation array)
    {
        if (array.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.ParamArray })
        {
            return InsteadOfParams;
        }

        if (array.Type is not IArrayTypeSymbol { ElementType: var element })
        {
            return null;
        }

        return element switch
        {
            { IsUnmanagedType: false } => "make it before the scope and keep it, or use a struct with [InlineArray] for a few elements",
            _ when PrimitiveLayout.Of(element.SpecialType)?.SizeBytes is { } bytes
                && array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: int count } }] && count is > 0 and <= MostStackBytes && count * bytes <= MostStackBytes =>
                $"write stackalloc {element.ShortName()}[{count}] outside of loops, or rent from a ByteReserve",
            _ => null,
        };
    }
}
