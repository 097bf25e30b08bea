// Limits read from files that look like the kernel's.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public sealed class LinuxLimitsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("memallockit-limits-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Available_memory_of_the_machine_counts_where_no_group_limits()
    {
        Write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable:    800 kB\n");
        Assert.Equal(new MemoryLimit(800 * 1024, "MemAvailable in /proc/meminfo"), LinuxLimits.Read(_root));
    }

    [Fact]
    public void A_version_2_group_above_the_own_one_limits_too_and_its_file_pages_count_as_free()
    {
        Write("proc/meminfo", "MemAvailable: 800 kB\n");
        Write("proc/self/cgroup", "0::/outer/inner\n");
        Write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
        Write("sys/fs/cgroup/outer/inner/memory.current", "5000\n");
        Write("sys/fs/cgroup/outer/memory.max", "10000\n");
        Write("sys/fs/cgroup/outer/memory.current", "9000\n");
        Write("sys/fs/cgroup/outer/memory.stat", "anon 6000\nfile 3500\nshmem 500\ninactive_file 1000\nactive_file 2000\n");
        var limit = LinuxLimits.Read(_root);
        Assert.Equal(10000 - (9000 - 3000), limit.AvailableBytes);
        Assert.EndsWith("outer/memory.max", limit.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_1_group_limits()
    {
        Write("proc/self/cgroup", "4:cpu,memory:/box\n0::/\n");
        Write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "70000\n");
        Write("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "60000\n");
        Write("sys/fs/cgroup/memory/box/memory.stat", "total_cache 9000\ntotal_inactive_file 3000\ntotal_active_file 4000\n");
        Assert.Equal(17000, LinuxLimits.Read(_root).AvailableBytes);
    }

    [Fact]
    public void A_group_over_its_limit_leaves_nothing()
    {
        Write("proc/self/cgroup", "0::/box\n");
        Write("sys/fs/cgroup/box/memory.max", "100\n");
        Write("sys/fs/cgroup/box/memory.current", "200\n");
        Assert.Equal(0, LinuxLimits.Read(_root).AvailableBytes);
    }

    [Fact]
    public void Nothing_readable_limits_nothing() => Assert.Equal(MemoryLimit.None, LinuxLimits.Read(_root));

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
