// Limits on committing, read from files that look like the kernel's.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public sealed class LinuxLimitsTests : IDisposable
{
    private readonly FakeRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Available_memory_of_the_machine_counts_where_no_group_limits()
    {
        _root.Write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable:    800 kB\n");
        Assert.Equal(new MemoryLimit(800 * 1024, "MemAvailable in /proc/meminfo"), Read());
    }

    [Fact]
    public void A_version_2_group_above_the_own_one_limits_too_and_its_file_pages_count_as_free()
    {
        _root.Write("proc/meminfo", "MemAvailable: 800 kB\n");
        _root.Write("proc/self/cgroup", "0::/outer/inner\n");
        _root.Write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
        _root.Write("sys/fs/cgroup/outer/inner/memory.current", "5000\n");
        _root.Write("sys/fs/cgroup/outer/memory.max", "10000\n");
        _root.Write("sys/fs/cgroup/outer/memory.current", "9000\n");
        _root.Write("sys/fs/cgroup/outer/memory.stat", "anon 6000\nfile 3500\nshmem 500\ninactive_file 1000\nactive_file 2000\n");
        var limit = Read();
        Assert.Equal(10000 - (9000 - 3000), limit.AvailableBytes);
        Assert.EndsWith("outer/memory.max", limit.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_1_group_limits()
    {
        _root.Write("proc/self/cgroup", "4:cpu,memory:/box\n0::/\n");
        _root.Write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "70000\n");
        _root.Write("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "60000\n");
        _root.Write("sys/fs/cgroup/memory/box/memory.stat", "total_cache 9000\ntotal_inactive_file 3000\ntotal_active_file 4000\n");
        Assert.Equal(17000, Read().AvailableBytes);
    }

    [Fact]
    public void A_group_whose_path_begins_outside_of_the_container_is_found_at_the_mount()
    {
        _root.Write("proc/self/cgroup", "0::/pod/box\n");
        _root.Write("sys/fs/cgroup/memory.max", "9000\n");
        _root.Write("sys/fs/cgroup/memory.current", "1000\n");
        Assert.Equal(8000, Read().AvailableBytes);
    }

    [Fact]
    public void A_group_over_its_limit_leaves_nothing()
    {
        _root.Write("proc/self/cgroup", "0::/box\n");
        _root.Write("sys/fs/cgroup/box/memory.max", "100\n");
        _root.Write("sys/fs/cgroup/box/memory.current", "200\n");
        Assert.Equal(0, Read().AvailableBytes);
    }

    [Theory]
    [InlineData("0", 900 * 1024)]
    [InlineData("1", 900 * 1024)]
    [InlineData("2", 200 * 1024)]
    public void The_commit_limit_counts_under_strict_overcommit_alone(string mode, long expected)
    {
        _root.Write("proc/meminfo", "MemAvailable: 900 kB\nCommitLimit: 500 kB\nCommitted_AS: 300 kB\n");
        _root.Write("proc/sys/vm/overcommit_memory", mode + "\n");
        Assert.Equal(expected, Read().AvailableBytes);
    }

    [Fact]
    public void The_data_limit_counts_and_limits_on_other_steps_do_not()
    {
        _root.Write("proc/meminfo", "MemAvailable: 900 kB\n");
        _root.Write("proc/thread-self/status", "VmSize:\t 700 kB\nVmLck:\t 0 kB\nVmData:\t 100 kB\n");
        _root.Write("proc/thread-self/limits", "Max data size             409600               unlimited            bytes     \nMax locked memory         1 1 bytes\nMax address space         2 2 bytes\n");
        Assert.Equal(new MemoryLimit(409600 - 102400, "RLIMIT_DATA (ulimit -d)"), Read());
    }

    [Fact]
    public void Nothing_readable_limits_nothing() => Assert.Equal(MemoryLimit.None, Read());

    [Fact]
    public void This_machine_has_a_limit() => Assert.InRange(LinuxLimits.Read().AvailableBytes, 1, 1L << 50);

    private MemoryLimit Read() => LinuxLimits.Read(_root.Path);
}
