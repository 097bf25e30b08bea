// The patch set's formulas against the numbers of the tree that it printed.
using MemallocKit.Estimation;

namespace MemallocKit.Runtime.Tests.Estimation;

public class LinuxSlubEstimateTests
{
    [Theory]
    [InlineData(16384, 320, 1366 + 1)]
    [InlineData(4096, 320, 342 + 1)]
    [InlineData(128, 512, 16 + 1)]
    [InlineData(0, 2048, 2)]
    [InlineData(0, 1024, 1)]
    public void Objects_of_the_printed_tree_give_its_pages(long count, int objectBytes, long pages) =>
        Assert.Equal(pages, LinuxSlubEstimate.Objects(count, objectBytes, processors: 1));

    [Fact]
    public void Bytes_of_the_printed_fragment_cache_give_its_pages() =>
        Assert.Equal(128 + 12, LinuxSlubEstimate.Bytes(256 * 1024, processors: 1));

    [Fact]
    public void Every_further_processor_adds_a_slab_to_every_cache_of_more_than_one_object() =>
        Assert.Equal(128 + (4 * 12), LinuxSlubEstimate.Bytes(256 * 1024, processors: 4));

    [Fact]
    public void An_object_larger_than_every_preferred_slab_gets_the_order_that_holds_one() =>
        Assert.Equal(3 * 4, LinuxSlubEstimate.Objects(3, 12_000, processors: 8));
}
