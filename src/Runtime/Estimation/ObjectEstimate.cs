// Slab layout of fixed-size objects, and how many pages a number of them can need.
namespace MemallocKit.Estimation;

/// <summary>
/// A slab is one page, or, for objects larger than a page, one run that holds one object. A cache takes a new slab only
/// when all it holds are full, so <c>count</c> live objects never need more than <c>ceil(count / perSlab)</c> slabs,
/// whatever order they come and go in.
/// <para>
/// Which slots are in use is a bitmap in the page's side record, where no stray write reaches it. A record has 64 bits: slabs of
/// more slots keep theirs in their own first slots, which then hold no objects.
/// </para>
/// </summary>
internal static class ObjectEstimate
{
    /// <summary>Every slot starts at a multiple of this.</summary>
    public const int SlotAlignment = 16;

    public const int LargestObjectBytes = PageArithmetic.MaxRunPages * PageArithmetic.PageBytes;

    /// <summary>The slots that the side record of a page tells apart.</summary>
    public const int RecordedSlots = 64;

    public static int SlotBytes(int objectBytes) =>
        (Math.Max(objectBytes, 1) + SlotAlignment - 1) / SlotAlignment * SlotAlignment;

    public static int SlabPages(int objectBytes) => (int)PageArithmetic.PagesFor(Math.Max(objectBytes, 1));

    public static int PerSlab(int objectBytes) => objectBytes > PageArithmetic.PageBytes
        ? 1
        : (PageArithmetic.PageBytes / SlotBytes(objectBytes)) - BitmapSlots(objectBytes);

    /// <summary>How many slots at the start of a slab hold its bitmap, in words of 64 bits for all slots that the page has.</summary>
    public static int BitmapSlots(int objectBytes)
    {
        var slots = PageArithmetic.PageBytes / SlotBytes(objectBytes);
        if (slots <= RecordedSlots)
            return 0;
        var bitmapBytes = PageArithmetic.DivideUp(slots, RecordedSlots) * sizeof(ulong);
        return (int)PageArithmetic.DivideUp(bitmapBytes, SlotBytes(objectBytes));
    }

    public static long Pages(long count, int objectBytes) =>
        PageArithmetic.Multiply(PageArithmetic.DivideUp(count, PerSlab(objectBytes)), SlabPages(objectBytes));
}
