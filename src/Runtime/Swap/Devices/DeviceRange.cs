// Refuses transfers that a device could not mean: the one check that both devices share.
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

internal static class DeviceRange
{
    /// <summary>Checks a transfer of <paramref name="bytes"/> at <paramref name="firstPage"/> and returns its offset in bytes.</summary>
    [Memalloc]
    public static long CheckBytes(long firstPage, int bytes, long capacityPages)
    {
        if (bytes % PageArithmetic.PageBytes != 0)
            throw new ArgumentException($"{bytes} bytes are not whole pages of {PageArithmetic.PageBytes} bytes.", nameof(bytes));
        return CheckPages(firstPage, bytes / PageArithmetic.PageBytes, capacityPages);
    }

    /// <summary>Checks a range of pages and returns its offset in bytes.</summary>
    [Memalloc]
    public static long CheckPages(long firstPage, long pages, long capacityPages)
    {
        // Written so that no sum can overflow.
        if (firstPage < 0 || pages < 0 || firstPage > capacityPages || pages > capacityPages - firstPage)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstPage), $"Pages {firstPage} to {firstPage} + {pages} are not all within the {capacityPages} pages of the device.");
        }

        return firstPage * PageArithmetic.PageBytes;
    }
}
