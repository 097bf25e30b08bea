// The size of a page, and sums in pages that saturate instead of wrapping.
namespace MemallocKit.Estimation;

/// <summary>Arithmetic on pages. Amounts saturate at <see cref="long.MaxValue"/>: a sum too large to be true is refused later, with numbers.</summary>
internal static class PageArithmetic
{
    public const int PageBytes = 4096;

    public const int PageShift = 12;

    /// <summary>The longest run of adjacent pages that can be asked for: 2 MiB.</summary>
    public const int MaxRunPages = 1 << MaxRunOrder;

    public const int MaxRunOrder = 9;

    public static long PagesFor(long bytes) => DivideUp(bytes, PageBytes);

    public static long DivideUp(long value, long divisor) => (value / divisor) + (value % divisor == 0 ? 0 : 1);

    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    public static long Multiply(long a, long b) => a != 0 && b > long.MaxValue / a ? long.MaxValue : a * b;

    /// <summary>The smallest power of two that is not below <paramref name="value"/>, for values from 1 to 2^30.</summary>
    public static int RoundUpToPowerOfTwo(int value)
    {
        var result = 1;
        while (result < value)
            result <<= 1;
        return result;
    }
}
