// A pager that cannot be set up says why and leaves no trace.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerSetUpTests
{
    [Fact]
    public void Zone_without_room_for_the_budget_is_refused_with_numbers()
    {
        var error = Refused<ReserveException>(new MemorySwapDevice(64), new PagerOptions { ResidentPages = 400 });
        Assert.Contains("400 resident pages", error.Message, StringComparison.Ordinal);
        Assert.Contains("256 pages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zone_without_room_for_the_reserve_is_refused() =>
        Refused<ReserveException>(new MemorySwapDevice(64), new PagerOptions { ResidentPages = 8 }, zonePages: 16);

    [Fact]
    public void Device_without_room_for_the_capacity_is_refused_with_numbers()
    {
        var error = Refused<SwapException>(new MemorySwapDevice(64), new PagerOptions { ResidentPages = 8, CapacityPages = 65 });
        Assert.Equal("memory has 64 pages; the capacity asked for is 65.", error.Message);
    }

    [Fact]
    public void Device_of_a_few_pages_is_refused() =>
        Refused<SwapException>(new MemorySwapDevice(7), new PagerOptions { ResidentPages = 8 });

    [Fact]
    public void Device_that_does_not_write_is_refused()
    {
        var device = new MemorySwapDevice(64) { FailWrites = SwapStatus.TimedOut };
        Assert.Equal(SwapStatus.TimedOut, Refused<SwapException>(device, new PagerOptions { ResidentPages = 8 }).Status);
    }

    [Fact]
    public void Device_that_does_not_read_is_refused()
    {
        var device = new MemorySwapDevice(64) { FailReads = SwapStatus.Disconnected };
        Assert.Equal(SwapStatus.Disconnected, Refused<SwapException>(device, new PagerOptions { ResidentPages = 8 }).Status);
    }

    [Fact]
    public void Device_that_returns_other_bytes_is_refused()
    {
        var error = Refused<SwapException>(new MemorySwapDevice(64) { LosesBytes = true }, new PagerOptions { ResidentPages = 8 });
        Assert.Contains("returned other bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_that_throws_is_refused() =>
        Refused<SwapException>(new MemorySwapDevice(64) { Throws = true }, new PagerOptions { ResidentPages = 8 });

    [Theory]
    [InlineData(7, 64, 5)]
    [InlineData(8, 7, 5)]
    [InlineData(8, 64, 0)]
    public void Sizes_out_of_range_are_refused(long resident, long capacity, int seconds) =>
        Refused<ArgumentOutOfRangeException>(new MemorySwapDevice(64), new PagerOptions
        {
            ResidentPages = resident,
            CapacityPages = capacity,
            FrameTimeout = TimeSpan.FromSeconds(seconds),
        });

    private static T Refused<T>(MemorySwapDevice device, PagerOptions sizes, int zonePages = 256)
        where T : Exception
    {
        using var zone = new Zone(new ZoneOptions { Bytes = zonePages * SwapPages.Bytes, ThreadCaches = false });
        var error = Assert.Throws<T>(() => new Pager(device, new PagerOptions
        {
            Zone = zone,
            ResidentPages = sizes.ResidentPages,
            CapacityPages = sizes.CapacityPages,
            FrameTimeout = sizes.FrameTimeout,
        }));
        Assert.Equal(zone.TotalPages, zone.FreePages);
        Assert.Equal(0, zone.WatermarkPages);
        Assert.Equal(0, device.Activations);
        return error;
    }
}
