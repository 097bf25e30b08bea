// The slot sizes of ordinary slabs.
namespace MemallocKit.Estimation;

/// <summary>
/// 16 to 128 bytes in steps of 16, then four classes for each doubling up to 2048, then one page: at most a fifth of a slot
/// is lost above 128 bytes, save in the last class. Larger requests get page runs. Computed rather than tabled: a span over
/// constant data is an array allocation a call in debug builds.
/// </summary>
internal static class SizeClasses
{
    public const int Count = PageClass + 1;

    private const int Step = 16;
    private const int Steps = 8;
    private const int StepsEnd = Step * Steps;
    private const int PageClass = 24;
    private const int DoublingsEnd = 2048;

    public static int Bytes(int index)
    {
        if (index < Steps)
            return (index + 1) * Step;
        if (index == PageClass)
            return PageArithmetic.PageBytes;
        var start = StepsEnd << ((index - Steps) / 4);
        return start + (start / 4 * (((index - Steps) % 4) + 1));
    }

    /// <summary>The class of a request of 1 to 4096 bytes.</summary>
    public static int IndexOf(int bytes)
    {
        if (bytes <= StepsEnd)
            return (bytes - 1) / Step;
        if (bytes > DoublingsEnd)
            return PageClass;
        var doubling = 0;
        while (StepsEnd << (doubling + 1) < bytes)
            doubling++;
        var start = StepsEnd << doubling;
        return Steps + (4 * doubling) + ((bytes - 1 - start) / (start / 4));
    }
}
