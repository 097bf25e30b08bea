// How many pages a number of bytes can need, in requests of any size and order.
namespace MemallocKit.Estimation;

/// <summary>
/// A request is served by the smallest block of 2^i units that holds it, at a multiple of its own length, in the lowest numbered
/// chunk with such a block free (chunks not in use count as free; <see cref="ByteTier"/>). Its charge is its length, but
/// not less than <see cref="SmallestCharge"/>.
/// <para>
/// <b>Bound.</b> While at most <c>L</c> bytes are charged, a tier uses no more than <c>ceil((1 + k) L / C) + k / 2</c> chunks of
/// <c>C</c> bytes, <c>k</c> being the binary logarithm of its largest block over its smallest charge. With the default largest
/// request that is 7 L and 3 pages. No allocator can do with less than 4 L (Robson 1971, for blocks that are
/// powers of two; <c>1 + k / 2</c>), and serving requests of any length from such blocks costs up to the double.
/// </para>
/// <para>
/// <b>Proof</b> (after Robson, for a limit on lengths rather than on blocks). Count in units: a chunk has <c>2^c</c>, a block of
/// class <c>i</c> has <c>2^i</c> and a charge of more than <c>a(i) = 2^(i-1)</c>, with <c>a(0) = 1</c> and "no less" in the lowest tier.
/// Let <c>Q(i)</c> be the highest number of a chunk in which a block of a class up to <c>i</c> ever was, plus one, and
/// <c>d(i) = Q(i) - Q(i-1)</c>. The chunks from <c>Q(j-1)</c> on never held a class below <c>j</c>. When chunk number <c>Q(i) - 1</c>
/// was taken for a block of class <c>i</c>, no chunk before it had room: each of their <c>2^(c-i)</c> parts of <c>2^i</c> units
/// held at least one block, or a part of one, charged with <c>a(min(i, j))</c> or more in the chunks of <c>d(j)</c>. (A part of a
/// larger block has more than half its length charged.) So
/// <c>2^(c-i) (d(0) a(0) + … + d(i) a(i) - a(i)) + a(i) ≤ L</c>, from which <c>d(0) a(0) + … + d(i) a(i) &lt; 2^(i-c) L + a(i)</c>;
/// where <c>d(i) = 0</c>, that follows from the next lower class. (From class 0 of the lowest tier to class 1, too: a unit of a larger
/// block has more than 1/2 charged, so <c>2^c (d(0) - 1) / 2 + 1 ≤ L</c>. With no class but 0, all chunks before the last are full.) Add these up, for <c>i</c> from 1 (in higher tiers 0) to the largest
/// class <c>m</c>, times <c>2^-i</c>, the last times <c>2 · 2^-m</c>: on the left every <c>d(i)</c> then has the factor 1, on the right
/// stands <c>(1 + k) (L / 2^c + 1/2)</c>. The left is <c>Q(m)</c>, which is above the number of every chunk in use; being whole and
/// less than the right it is at most the bound.
/// </para>
/// <para>
/// It bounds what a store can come to from the time when it was last empty, under the highest limit since: see
/// <c>ByteStore</c> for what a limit that falls does. As <c>ceil</c> is subadditive, the estimates of shares add up to no less than the estimate of
/// their sum. Each tier is granted the whole limit.
/// </para>
/// </summary>
internal static class ByteEstimate
{
    public const int SmallestCharge = 64;

    public const int DefaultLargest = PageArithmetic.PageBytes;

    public const int LargestAllowed = ObjectEstimate.LargestObjectBytes;

    public static long Pages(long bytes, int largest)
    {
        long total = 0;
        for (var index = 0; index < ByteTier.Count(largest); index++)
        {
            var tier = new ByteTier(index, largest);
            total = PageArithmetic.Add(total, PageArithmetic.Multiply(tier.Chunks(bytes), tier.ChunkPages));
        }

        return total;
    }
}
