// Slab layout of fixed-size objects, and how many pages a number of them can need.
namespace MemallocKit.Estimation;

/// <summary>
/// A slab is one page, or, for objects larger than a page, one run that holds one object. A cache takes a new slab only
/// when all it holds are full, so <c>count</c> live objects never need more than <c>ceil(count / perSlab)</c> slabs,
/// whatever order they come and go in.
/// </summary>
internal static class ObjectEstimate
{
    /// <summary>Every slot starts at a multiple of this, so that a page has at most 256 of them.</summary>
    public const int SlotAlignment = 16;

    public const int LargestObjectBytes = PageArithmetic.MaxRunPages * PageArithmetic.PageBytes;

    public static int SlotBytes(int objectBytes) =>
        (Math.Max(objectBytes, 1) + SlotAlignment - 1) / SlotAlignment * SlotAlignment;

    public static int SlabPages(int objectBytes) => (int)PageArithmetic.PagesFor(Math.Max(objectBytes, 1));

    public static int PerSlab(int objectBytes) =>
        objectBytes > PageArithmetic.PageBytes ? 1 : PageArithmetic.PageBytes / SlotBytes(objectBytes);

    public static long Pages(long count, int objectBytes) =>
        PageArithmetic.Multiply(PageArithmetic.DivideUp(count, PerSlab(objectBytes)), SlabPages(objectBytes));
}
