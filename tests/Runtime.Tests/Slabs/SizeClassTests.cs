// The sizes of slots: what they may waste, and that the two ways to find them agree.
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class SizeClassTests
{
    [Fact]
    public void Bin_computed_without_branches_is_the_class_of_the_request()
    {
        for (var bytes = 1; bytes <= SizeClasses.LargestBytes; bytes++)
            Assert.Equal((nuint)(PageBin.FirstClass + SizeClasses.IndexOf(bytes)), OrdinaryMemory.BinOf(bytes));
    }

    [Fact]
    public void Bin_looked_up_in_a_cache_is_the_bin_computed()
    {
        for (var bytes = 1; bytes <= PageArithmetic.PageBytes; bytes++)
            Assert.True(ThreadCache.BinFor(ThreadRegistry.None, bytes) == ThreadCache.Bin(ThreadRegistry.None, OrdinaryMemory.BinOf(bytes)), $"{bytes} bytes");
    }

    [Fact]
    public void A_slot_wastes_less_than_16_bytes_or_a_fifth_or_a_page()
    {
        for (var bytes = 1; bytes <= SizeClasses.LargestBytes; bytes++)
        {
            var waste = SizeClasses.Bytes(SizeClasses.IndexOf(bytes)) - bytes;
            Assert.True(waste < 16 || waste * 5 < waste + bytes || (bytes > PageArithmetic.PageBytes && waste < PageArithmetic.PageBytes), $"{bytes} bytes");
        }
    }

    [Fact]
    public void A_slab_holds_eight_slots_and_wastes_at_most_a_thirty_second()
    {
        for (var index = 0; index < SizeClasses.PageClass; index++)
        {
            var slabBytes = SizeClasses.SlabPages(index) * PageArithmetic.PageBytes;
            Assert.InRange(slabBytes / SizeClasses.Bytes(index), 8, 256);
            Assert.True(slabBytes % SizeClasses.Bytes(index) * 32 <= slabBytes);
            Assert.Equal(0, SizeClasses.Bytes(index) % 16);
        }
    }

    [Fact]
    public void Multiplying_tells_multiples_of_every_slot_size_from_other_offsets()
    {
        for (var index = 0; index <= SizeClasses.PageClass; index++)
        {
            var slotBytes = SizeClasses.Bytes(index);
            var factor = CacheBin.FactorOf(slotBytes);
            for (uint offset = 0; offset < SizeClasses.SlabPages(index) * PageArithmetic.PageBytes; offset++)
                Assert.Equal(offset % slotBytes == 0, unchecked(offset * factor) < factor);
        }
    }
}
