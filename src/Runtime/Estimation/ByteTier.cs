// How blocks of bytes are laid out: which sizes share a chunk, and how many chunks they can need.
namespace MemallocKit.Estimation;

/// <summary>
/// Requests of up to 4 KiB, of up to 512 KiB and of up to 2 MiB are served from different chunks. A chunk has up to 64 units, one
/// bit each, and a request gets a block of 1, 2, 4 … units that starts at a multiple of its own length (a buddy system in each chunk).
/// A chunk of the lowest tier is a page.
/// </summary>
internal readonly struct ByteTier
{
    /// <summary>The order of the largest block that a chunk can have: 64 units.</summary>
    public const int LargestOrder = 6;

    // The smallest block of a tier is twice the largest of the one below: 64 bytes, 8 KiB, 1 MiB.
    private const int TierShift = LargestOrder + 1;

    /// <param name="index">Which tier, from 0.</param>
    /// <param name="largest">The largest request of the reserve.</param>
    public ByteTier(int index, int largest)
    {
        UnitBytes = ByteEstimate.SmallestCharge << (index * TierShift);
        MaxOrder = OrderOf(Math.Min(largest, UnitBytes << LargestOrder), UnitBytes);
        ChunkPages = (int)PageArithmetic.PagesFor((long)UnitBytes << MaxOrder);

        // Below the smallest block, a request of a higher tier is still more than half of it.
        Halvings = index == 0 ? MaxOrder : MaxOrder + 1;
    }

    /// <summary>The length of the smallest block.</summary>
    public int UnitBytes { get; }

    /// <summary>The largest block has 2^this units.</summary>
    public int MaxOrder { get; }

    public int ChunkPages { get; }

    public int ChunkUnits => (int)((long)ChunkPages * PageArithmetic.PageBytes / UnitBytes);

    /// <summary>How often the largest block can be halved before it is no longer than the smallest charge.</summary>
    private int Halvings { get; }

    public static int Count(int largest) => IndexOf(largest) + 1;

    /// <summary>The tier that serves a request.</summary>
    public static int IndexOf(int bytes)
    {
        var index = 0;
        while ((long)ByteEstimate.SmallestCharge << ((index * TierShift) + LargestOrder) < bytes)
            index++;
        return index;
    }

    /// <summary>The block that serves a request has 2^this units.</summary>
    public int OrderOf(int bytes) => OrderOf(bytes, UnitBytes);

    /// <summary>The most chunks that are in use while no more than that is charged: see <see cref="ByteEstimate"/>.</summary>
    public long Chunks(long bytes)
    {
        // Not (1 + h) * bytes / chunk: the product overflows before the quotient does.
        var chunkBytes = (long)ChunkPages * PageArithmetic.PageBytes;
        var whole = PageArithmetic.Multiply(bytes / chunkBytes, Halvings + 1);
        var rest = PageArithmetic.DivideUp(bytes % chunkBytes * (Halvings + 1), chunkBytes);
        return bytes == 0 ? 0 : PageArithmetic.Add(whole, rest + (Halvings / 2));
    }

    private static int OrderOf(int bytes, int unitBytes)
    {
        var order = 0;
        while ((long)unitBytes << order < bytes)
            order++;
        return order;
    }
}
