// Limits of the memory control groups, versions 1 and 2.
namespace MemallocKit.Pages;

/// <summary>
/// The least of limit minus use of every memory control group that the process is in, up to the root. File pages on a group's LRU
/// lists count as free, since the kernel drops them first; <c>file</c> and <c>cache</c> would not do, as they include tmpfs and
/// shared memory, which it cannot drop.
/// </summary>
internal static class ControlGroups
{
    public static MemoryLimit Read(string root)
    {
        var limit = MemoryLimit.None;
        foreach (var line in ProcFile.Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            var parts = line.Split(':', 3);
            if (parts.Length != 3)
                continue;
            if (parts[0] == "0")
                limit = MemoryLimit.Smaller(limit, UpFrom(root, "sys/fs/cgroup", parts[2], "memory.max", "memory.current", ""));
            else if (parts[1].Split(',').Contains("memory"))
                limit = MemoryLimit.Smaller(limit, UpFrom(root, "sys/fs/cgroup/memory", parts[2], "memory.limit_in_bytes", "memory.usage_in_bytes", "total_"));
        }

        return limit;
    }

    /// <summary>
    /// From the group up to where the hierarchy is mounted. In a container the mount may begin at the container's own group while the
    /// path still counts from the machine's root: folders that are not there are passed over, and the mount itself is that group.
    /// </summary>
    private static MemoryLimit UpFrom(string root, string mount, string group, string limitFile, string usageFile, string statPrefix)
    {
        var least = MemoryLimit.None;
        for (var path = group.Trim('/'); ; path = Path.GetDirectoryName(path) ?? "")
        {
            least = MemoryLimit.Smaller(least, Group(Path.Combine(root, mount, path), limitFile, usageFile, statPrefix));
            if (path.Length == 0)
                return least;
        }
    }

    private static MemoryLimit Group(string folder, string limitFile, string usageFile, string statPrefix)
    {
        var file = Path.Combine(folder, limitFile);
        if (ProcFile.Number(file) is not { } max || ProcFile.Number(Path.Combine(folder, usageFile)) is not { } used)
            return MemoryLimit.None;
        var stat = Path.Combine(folder, "memory.stat");
        var cached = (ProcFile.Field(stat, statPrefix + "inactive_file") ?? 0) + (ProcFile.Field(stat, statPrefix + "active_file") ?? 0);
        return new MemoryLimit(Math.Max(0, max - Math.Max(0, used - cached)), file);
    }
}
