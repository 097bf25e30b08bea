// Size classes of byte reserves, and how many pages a number of bytes can need.
namespace MemallocKit.Estimation;

/// <summary>
/// A byte reserve serves a request from the smallest class that fits: 64, 128, 256 … up to its largest request. Each
/// class has slabs of its own. The charge of a request is its length, but not less than <see cref="SmallestCharge"/>.
/// <para>
/// Bound: with at most <c>L</c> bytes charged, class <c>i</c> of slot size <c>c(i)</c> never holds more than
/// <c>n(i) = ceil(L / a(i))</c> live requests, <c>a(i)</c> being the least charge that lands in it (64 in the first class,
/// <c>c(i-1) + 1</c> in the others). It takes a slab only when all its slabs are full, so it never holds more than
/// <c>ceil(n(i) / perSlab(i))</c> of them. The sum over the classes bounds the reserve, even against an adversary that
/// frees all but one request of every slab before it moves on to the next class. Both <c>ceil</c>s are subadditive, so
/// the estimates of shares add up to no less than the estimate of their sum.
/// </para>
/// </summary>
internal static class ByteEstimate
{
    public const int SmallestCharge = 64;

    public const int DefaultLargest = PageArithmetic.PageBytes;

    public const int LargestAllowed = ObjectEstimate.LargestObjectBytes;

    /// <summary>How many classes serve requests of up to <paramref name="largest"/> bytes.</summary>
    public static int ClassCount(int largest) => ClassOf(largest) + 1;

    /// <summary>The class that serves a request of <paramref name="bytes"/>.</summary>
    public static int ClassOf(int bytes)
    {
        var index = 0;
        while (ClassBytes(index) < bytes)
            index++;
        return index;
    }

    public static int ClassBytes(int index) => SmallestCharge << index;

    public static long Pages(long bytes, int largest)
    {
        long total = 0;
        for (var index = 0; index < ClassCount(largest); index++)
        {
            var slabPages = ObjectEstimate.SlabPages(ClassBytes(index));
            total = PageArithmetic.Add(total, PageArithmetic.Multiply(Slabs(bytes, index), slabPages));
        }

        return total;
    }

    /// <summary>The most slabs that a class can hold while <paramref name="bytes"/> are charged.</summary>
    public static long Slabs(long bytes, int index)
    {
        var leastCharge = index == 0 ? SmallestCharge : ClassBytes(index - 1) + 1;
        var requests = PageArithmetic.DivideUp(bytes, leastCharge);
        return PageArithmetic.DivideUp(requests, ObjectEstimate.PerSlab(ClassBytes(index)));
    }
}
