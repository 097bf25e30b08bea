// Properties that the proofs of the estimates rest on.
using CsCheck;
using MemallocKit.Estimation;

namespace MemallocKit.Runtime.Tests.Estimation;

public class EstimateBoundTests
{
    [Fact]
    public void Estimates_of_parts_add_up_to_no_less_than_the_estimate_of_the_whole() =>
        Gen.Select(Gen.Long[0, 1 << 24], Gen.Long[0, 1 << 24], Gen.Int[64, 1 << 16]).Sample((a, b, size) =>
            ByteEstimate.Pages(a, size) + ByteEstimate.Pages(b, size) >= ByteEstimate.Pages(a + b, size)
            && ObjectEstimate.Pages(a, size) + ObjectEstimate.Pages(b, size) >= ObjectEstimate.Pages(a + b, size));

    [Fact]
    public void More_bytes_or_a_larger_request_never_need_fewer_pages() =>
        Gen.Select(Gen.Long[0, 1 << 24], Gen.Long[0, 1000], Gen.Int[64, 1 << 16], Gen.Int[0, 5000]).Sample((bytes, more, largest, larger) =>
            ByteEstimate.Pages(bytes + more, largest) >= ByteEstimate.Pages(bytes, largest)
            && ByteEstimate.Pages(bytes, largest + larger) >= ByteEstimate.Pages(bytes, largest));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 1)]
    [InlineData(long.MaxValue / 2)]
    public void Amounts_near_the_largest_number_saturate_instead_of_wrapping(long amount)
    {
        Assert.True(ByteEstimate.Pages(amount, 2 << 20) > amount / 4096);
        Assert.True(ObjectEstimate.Pages(amount, 2 << 20) == long.MaxValue);
        Assert.True(LinuxSlubEstimate.Bytes(amount, 64) > 0);
        Assert.True(LinuxSlubEstimate.Objects(amount, 2 << 20, 64) == long.MaxValue);
    }

    [Fact]
    public void Every_request_of_a_byte_reserve_fits_the_smallest_block_that_can_hold_it_in_a_chunk_that_can_hold_that()
    {
        for (var bytes = 1; bytes <= 1 << 21; bytes += bytes < 5000 ? 1 : 997)
        {
            var index = ByteTier.IndexOf(bytes);
            var tier = new ByteTier(index, largest: 1 << 21);
            var order = tier.OrderOf(bytes);
            var block = tier.UnitBytes << order;
            Assert.Equal(Math.Max(64, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes)), block);
            Assert.InRange(order, 0, tier.MaxOrder);
            Assert.Equal(tier.ChunkUnits * tier.UnitBytes, tier.ChunkPages * 4096);
            Assert.True(block <= tier.ChunkPages * 4096);
        }
    }

    [Fact]
    public void Every_ordinary_request_up_to_the_largest_class_fits_the_smallest_class_that_can_hold_it()
    {
        for (var bytes = 1; bytes <= SizeClasses.LargestBytes; bytes++)
        {
            var index = SizeClasses.IndexOf(bytes);
            Assert.True(SizeClasses.Bytes(index) >= bytes);
            Assert.True(index == 0 || SizeClasses.Bytes(index - 1) < bytes);
        }
    }
}
