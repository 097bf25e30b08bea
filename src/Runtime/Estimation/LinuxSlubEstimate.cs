// The estimate formulas of the 2008 "Swap over NFS" patch set, for SLUB as it was in Linux 2.6.24 with 4 KiB pages.
namespace MemallocKit.Estimation;

/// <summary>
/// <c>kmem_estimate_pages</c>, <c>kmalloc_estimate_fixed</c> and <c>kmalloc_estimate_variable</c> of the patch set, on top of
/// SLUB's choice of slab order (<c>calculate_order</c> in mm/slub.c: at least 4 objects a slab, at most order 1 where that is
/// possible, waste at most an eighth, then a quarter).
/// </summary>
internal static class LinuxSlubEstimate
{
    private const int MinObjects = 4;
    private const int PreferredMaxOrder = 1;
    private const int MaxOrder = 10;
    private const int ObjectAlignment = 8;

    private static readonly int[] s_generalCaches = [96, 192, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

    public static long Objects(long count, int objectBytes, int processors)
    {
        var size = (Math.Max(objectBytes, 1) + ObjectAlignment - 1) / ObjectAlignment * ObjectAlignment;
        var order = Order(size);
        var perSlab = (PageArithmetic.PageBytes << order) / size;
        var slabs = PageArithmetic.Add(PageArithmetic.DivideUp(count, perSlab), perSlab > 1 ? processors : 0);
        return PageArithmetic.Multiply(slabs, 1L << order);
    }

    public static long Bytes(long bytes, int processors)
    {
        var total = PageArithmetic.PagesFor(PageArithmetic.Multiply(2, bytes));
        foreach (var size in s_generalCaches)
            total = PageArithmetic.Add(total, Objects(0, size, processors));
        return total;
    }

    public static int PerSlab(int objectBytes)
    {
        var size = (Math.Max(objectBytes, 1) + ObjectAlignment - 1) / ObjectAlignment * ObjectAlignment;
        return (PageArithmetic.PageBytes << Order(size)) / size;
    }

    private static int Order(int size)
    {
        for (var objects = MinObjects; objects > 1; objects /= 2)
        {
            for (var fraction = 8; fraction >= 4; fraction /= 2)
            {
                var order = FirstFit(size, objects, fraction);
                if (order <= PreferredMaxOrder)
                    return order;
            }
        }

        return FirstFit(size, 1, 1);
    }

    private static int FirstFit(int size, int objects, int fraction)
    {
        var order = 0;
        for (; order < MaxOrder; order++)
        {
            var slabBytes = (long)PageArithmetic.PageBytes << order;
            if (slabBytes >= (long)objects * size && slabBytes % size <= slabBytes / fraction)
                break;
        }

        return order;
    }
}
