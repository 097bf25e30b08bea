// Real memory from Linux, by its own source and by the part that macOS has too.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public unsafe class LinuxPageSourceTests
{
    private const int MiB = 1 << 20;
    private const int CommittedBytes = 64 << 10;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 5000)]
    [InlineData(false, 4096)]
    [InlineData(false, (2 * MiB) + 4096)]
    public void Reserved_addresses_are_aligned_and_not_backed(bool own, long bytes)
    {
        var source = Source(own);
        var address = source.Reserve(bytes);
        Assert.Equal(0, address % PageSource.Alignment);
        Assert.Equal(0, ProcessMemory.BackedPages(address, Environment.SystemPageSize));
        Assert.DoesNotContain("wr", ProcessMemory.Flags(address));
        source.Release(address, bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_committed_is_zeroed_and_backed_and_the_rest_is_not(bool own)
    {
        var source = Source(own);
        var address = source.Reserve(8 * MiB);
        source.Commit(address, 3 * MiB);
        Assert.Equal(3 * MiB / Environment.SystemPageSize, ProcessMemory.BackedPages(address, 3 * MiB));
        Assert.Equal(-1, new Span<byte>((void*)address, 3 * MiB).IndexOfAnyExcept((byte)0));
        Assert.Equal(0, ProcessMemory.BackedPages(address + (3 * MiB), 5 * MiB));
        source.Release(address, 8 * MiB);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_later_commit_leaves_what_was_written_before(bool own)
    {
        var source = Source(own);
        var address = source.Reserve(4 * MiB);
        source.Commit(address, 4096);
        var first = new Span<byte>((void*)address, 4096);
        first.Fill(0xA5);
        source.Commit(address + 4096, (4 * MiB) - 4096);
        Assert.Equal(-1, first.IndexOfAnyExcept((byte)0xA5));
        Assert.Equal(-1, new Span<byte>((void*)(address + 4096), (4 * MiB) - 4096).IndexOfAnyExcept((byte)0));
        source.Release(address, 4 * MiB);
    }

    /// <summary>An address has 47 bits: without releasing, the 128th would be refused.</summary>
    [Fact]
    public void Released_addresses_can_be_had_again()
    {
        var source = new LinuxPageSource(default);
        for (var count = 0; count < 300; count++)
            source.Release(source.Reserve(1L << 40), 1L << 40);
    }

    /// <summary>After a fork the first write to a shared page would need a new one: memory that nobody reserved.</summary>
    [Fact]
    public void Committed_memory_is_not_shared_with_forked_processes() => Assert.Contains("dc", FlagsOfCommitted(default));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Huge_pages_are_asked_for_when_wanted(bool wanted)
    {
        var flags = FlagsOfCommitted(new PageSourceOptions(HugePages: wanted, Lock: false));
        if (wanted && File.Exists("/sys/kernel/mm/transparent_hugepage/enabled"))
            Assert.Contains("hg", flags);
        else
            Assert.DoesNotContain("hg", flags);
    }

    [Fact]
    public void Memory_is_locked_when_wanted_or_refused_with_the_number_that_is_left()
    {
        var options = new PageSourceOptions(HugePages: false, Lock: true);
        var limit = ResourceLimits.Locked("/");
        if (limit.AvailableBytes >= CommittedBytes)
        {
            Assert.Contains("lo", FlagsOfCommitted(options));
        }
        else
        {
            var e = Assert.Throws<ReserveException>(() => FlagsOfCommitted(options));
            Assert.Contains($"RLIMIT_MEMLOCK (ulimit -l) leaves {limit.AvailableBytes:N0} bytes", e.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("lo", FlagsOfCommitted(default));
    }

    private static string[] FlagsOfCommitted(PageSourceOptions options)
    {
        var source = new LinuxPageSource(options);
        var address = source.Reserve(4 * MiB);
        try
        {
            source.Commit(address, CommittedBytes);
            return ProcessMemory.Flags(address);
        }
        finally
        {
            source.Release(address, 4 * MiB);
        }
    }

    private static PageSource Source(bool own) => own ? new LinuxPageSource(default) : new TouchingSource();

    /// <summary>The common part with this system's numbers: what is left of it on macOS.</summary>
    private sealed class TouchingSource() : PosixPageSource(default, anonymous: 0x20, noReserve: 0x4000)
    {
        protected override MemoryLimit LimitOf(PageStep step) => MemoryLimit.None;
    }
}
