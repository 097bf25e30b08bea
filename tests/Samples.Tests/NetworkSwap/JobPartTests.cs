// The small parts of the job whose mistakes the whole would hide.

using NetworkSwap.CommandLine;
using NetworkSwap.Job;

namespace MemallocKit.Samples.Tests.NetworkSwap;

public sealed class JobPartTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("16k", 16 << 10)]
    [InlineData("16M", 16 << 20)]
    [InlineData("2G", 2L << 30)]
    public void Size_with_a_suffix_is_bytes(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1M")]
    [InlineData("1.5M")]
    [InlineData("1T")]
    [InlineData("8589934592G")]
    public void Size_that_is_none_or_too_large_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("nbd://localhost", "nbd://localhost:10809/")]
    [InlineData("nbd://localhost:1/a%20b", "nbd://localhost:1/a%20b")]
    [InlineData("nbd://[::1]:10809/x", "nbd://[::1]:10809/x")]
    [InlineData("file:/some/swap", "file:/some/swap")]
    public void Device_address_survives_being_handed_to_the_worker(string text, string expected)
    {
        Assert.True(DeviceAddress.TryParse(text, out DeviceAddress? address));
        Assert.Equal(expected, address.ToString());
        Assert.True(DeviceAddress.TryParse(expected, out DeviceAddress? again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData("file:")]
    [InlineData("nbd://")]
    [InlineData("nbd://user@host/")]
    [InlineData("nbd+unix:///x?socket=y")]
    [InlineData("/dev/sda")]
    public void Device_address_of_another_kind_is_refused(string text) => Assert.False(DeviceAddress.TryParse(text, out _));

    [Fact]
    public void Result_line_says_what_the_result_was_also_with_line_ends_in_it()
    {
        var result = new JobResult("out-of-memory", "It failed:\nno memory.", 1, 2, 3, 4, 5, 6);
        Assert.Equal(result with { Explanation = "It failed: no memory." }, WorkerLine.Parse(WorkerLine.Format(result)));
        var good = new JobResult(null, "", 1, 2, 3, 4, 5, 6);
        Assert.Equal(good, WorkerLine.Parse(WorkerLine.Format(good)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("progress 1 2")]
    [InlineData("progress x 1 2 3 4 5")]
    [InlineData("result - 1 2 3")]
    [InlineData("something else entirely that a library wrote here 1 2 3")]
    public void Line_of_somebody_else_is_ignored(string line) => Assert.Null(WorkerLine.Parse(line));

    [Fact]
    public void Page_in_another_version_or_of_another_number_or_torn_has_another_checksum()
    {
        var content = new byte[WorkingSet.PageBytes];
        new Random(7).NextBytes(content);
        ulong checksum = PageContent.Checksum(content, mask: 0);
        var page = (byte[])content.Clone();
        PageContent.Apply(page, PageContent.Mask(5, 1));

        Assert.Equal(checksum, PageContent.Checksum(page, PageContent.Mask(5, 1)));
        Assert.NotEqual(checksum, PageContent.Checksum(page, PageContent.Mask(5, 0)));
        Assert.NotEqual(checksum, PageContent.Checksum(page, PageContent.Mask(5, 2)));
        Assert.NotEqual(checksum, PageContent.Checksum(page, PageContent.Mask(6, 1)));
        content.AsSpan(0, 512).CopyTo(page);
        Assert.NotEqual(checksum, PageContent.Checksum(page, PageContent.Mask(5, 1)));
    }

    [Fact]
    public void Page_order_visits_every_page_and_is_the_same_each_time()
    {
        var first = new PageOrder(100);
        var second = new PageOrder(100);
        var seen = new HashSet<int>();
        int writes = 0;
        for (int i = 0; i < 3000; i++)
        {
            int page = first.Next(out bool write);
            Assert.Equal(page, second.Next(out _));
            Assert.InRange(page, 0, 99);
            seen.Add(page);
            writes += write ? 1 : 0;
        }

        Assert.Equal(100, seen.Count);
        Assert.InRange(writes, 900, 1100);
    }
}
