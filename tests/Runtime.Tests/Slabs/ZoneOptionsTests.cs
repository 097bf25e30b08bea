// Options that a zone refuses, and what it makes of the others.
namespace MemallocKit.Runtime.Tests.Slabs;

public class ZoneOptionsTests
{
    [Fact]
    public void The_maximum_is_the_size_unless_set()
    {
        Assert.Equal(8192, new ZoneOptions { Bytes = 8192 }.MaxBytes);
        Assert.Equal(12288, new ZoneOptions { MaxBytes = 12288, Bytes = 8192 }.MaxBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(8193)]
    [InlineData((1L << 42) + 4096)]
    [InlineData(long.MaxValue)]
    public void A_maximum_below_the_size_or_out_of_range_is_refused(long maxBytes)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new Zone(new ZoneOptions { Bytes = 8192, MaxBytes = maxBytes }));
        Assert.Contains(nameof(ZoneOptions.MaxBytes), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_maximum_costs_addresses_and_no_memory()
    {
        using var zone = new Zone(new ZoneOptions { Bytes = 8192, MaxBytes = 1L << 38, HugePages = true });
        Assert.Equal(2, zone.TotalPages);
    }

    [Fact]
    public void No_options_are_refused_as_such() => Assert.Throws<ArgumentNullException>(() => new Zone(null!));
}
