// The slot sizes of ordinary slabs.
namespace MemallocKit.Estimation;

/// <summary>
/// 16 to 128 bytes in steps of 16, then four classes for each doubling up to 2048, then one page: at most a fifth of a slot
/// is lost above 128 bytes, save in the last class. Larger requests get page runs.
/// </summary>
internal static class SizeClasses
{
    public static ReadOnlySpan<short> Bytes =>
    [
        16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512,
        640, 768, 896, 1024, 1280, 1536, 1792, 2048, 4096,
    ];

    /// <summary>The class of a request of 1 to 4096 bytes.</summary>
    public static int IndexOf(int bytes)
    {
        if (bytes <= 128)
            return (bytes - 1) >> 4;
        var index = 8;
        while (Bytes[index] < bytes)
            index++;
        return index;
    }
}
