// The sizes that ordinary memory comes in.
namespace MemallocKit.Estimation;

/// <summary>
/// 16 to 128 bytes in steps of 16, then four classes for each doubling up to a page, then whole pages up to eight: less than 16
/// bytes, a fifth of the slot, or less than a page is lost inside a slot. Below a page, slots are cut from slabs: 1, 2, 4, 8 or 16 pages,
/// the fewest that hold eight slots and lose at most a thirty-second at the end. Larger requests get page runs of their own. Computed
/// rather than tabled: a span over constant data is an array allocation a call in debug builds.
/// </summary>
internal static class SizeClasses
{
    public const int Count = PageClass + MaxPages;

    /// <summary>The class of one page; the classes from here on are page runs.</summary>
    public const int PageClass = 27;

    public const int LargestBytes = MaxPages * PageArithmetic.PageBytes;

    private const int MaxPages = 8;
    private const int Step = 16;
    private const int Steps = 8;
    private const int StepsEnd = Step * Steps;
    private const int FewestSlots = 8;
    private const int MostLost = 32;

    public static int Bytes(int index)
    {
        if (index < Steps)
            return (index + 1) * Step;
        if (index >= PageClass)
            return (index - PageClass + 1) * PageArithmetic.PageBytes;
        var start = StepsEnd << ((index - Steps) / 4);
        return start + (start / 4 * (((index - Steps) % 4) + 1));
    }

    /// <summary>The class of a request of 1 to <see cref="LargestBytes"/>.</summary>
    public static int IndexOf(int bytes)
    {
        if (bytes <= StepsEnd)
            return (bytes - 1) / Step;
        if (bytes > PageArithmetic.PageBytes)
            return PageClass + ((bytes - 1) / PageArithmetic.PageBytes);
        var doubling = 0;
        while (StepsEnd << (doubling + 1) < bytes)
            doubling++;
        var start = StepsEnd << doubling;
        return Steps + (4 * doubling) + ((bytes - 1 - start) / (start / 4));
    }

    /// <summary>How many pages a slab of the class has: a power of two, so that a slot's address leads to the start of its slab.</summary>
    public static int SlabPages(int index)
    {
        var bytes = Bytes(index);
        if (index >= PageClass)
            return bytes / PageArithmetic.PageBytes;
        var pages = 1;
        while (pages * PageArithmetic.PageBytes / bytes < FewestSlots || pages * PageArithmetic.PageBytes % bytes > pages * PageArithmetic.PageBytes / MostLost)
            pages *= 2;
        return pages;
    }
}
