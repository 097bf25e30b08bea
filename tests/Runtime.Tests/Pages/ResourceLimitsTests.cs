// The limits of a process, read from files that look like the kernel's.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public sealed class ResourceLimitsTests : IDisposable
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units     
        Max data size             500000               unlimited            bytes     
        Max locked memory         65536                8388608              bytes     
        Max address space         9000000              9000000              bytes     
        """;

    private readonly FakeRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Each_is_the_soft_limit_less_what_it_counts()
    {
        Write(Limits, locked: 4, capabilities: "0000000000000000");
        Assert.Equal(new MemoryLimit(500_000 - 204_800, "RLIMIT_DATA (ulimit -d)"), ResourceLimits.Data(_root.Path));
        Assert.Equal(new MemoryLimit(9_000_000 - 307_200, "RLIMIT_AS (ulimit -v)"), ResourceLimits.AddressSpace(_root.Path));
        Assert.Equal(new MemoryLimit(65_536 - 4096, "RLIMIT_MEMLOCK (ulimit -l)"), ResourceLimits.Locked(_root.Path));
    }

    [Fact]
    public void A_limit_that_was_lowered_below_the_use_leaves_nothing()
    {
        Write(Limits, locked: 1000, capabilities: "0000000000000000");
        Assert.Equal(0, ResourceLimits.Locked(_root.Path).AvailableBytes);
    }

    [Fact]
    public void Who_has_the_capability_may_lock_without_limit()
    {
        Write(Limits, locked: 4, capabilities: "0000000000004000");
        Assert.Equal(MemoryLimit.None, ResourceLimits.Locked(_root.Path));
        Write(Limits, locked: 4, capabilities: "000001ffffffbfff");
        Assert.NotEqual(MemoryLimit.None, ResourceLimits.Locked(_root.Path));
    }

    [Theory]
    [InlineData("         0          0 4294967295\n", true)]
    [InlineData("         0       1000          1\n", false)]
    [InlineData("         0     100000      65536\n", false)]
    public void The_capability_counts_in_the_first_user_namespace_alone(string map, bool counts)
    {
        Write(Limits, locked: 4, capabilities: "000001ffffffffff");
        _root.Write("proc/thread-self/uid_map", map);
        Assert.Equal(counts, ResourceLimits.Locked(_root.Path) == MemoryLimit.None);
    }

    [Fact]
    public void Unlimited_and_unreadable_are_no_limits()
    {
        Write("Max data size             unlimited            unlimited            bytes     \n", locked: 4, capabilities: "0");
        Assert.Equal(MemoryLimit.None, ResourceLimits.Data(_root.Path));
        Assert.Equal(MemoryLimit.None, ResourceLimits.AddressSpace(_root.Path));
        Assert.Equal(MemoryLimit.None, ResourceLimits.Data("/nowhere"));
    }

    private void Write(string limits, int locked, string capabilities)
    {
        _root.Write("proc/thread-self/limits", limits);
        _root.Write("proc/thread-self/status", $"VmSize:\t     300 kB\nVmLck:\t{locked,8} kB\nVmData:\t     200 kB\nCapEff:\t{capabilities}\n");
    }
}
