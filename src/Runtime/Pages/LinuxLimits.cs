// Reads what the kernel and the control groups leave to this process.
using System.Globalization;

namespace MemallocKit.Pages;

/// <summary>
/// The least of: <c>MemAvailable</c> of the machine, and limit minus use of every memory control group that the process is
/// in (versions 1 and 2, up to the root). File pages on a group's LRU lists count as free, since the kernel
/// drops them first; <c>file</c> and <c>cache</c> would not do, as they include tmpfs and shared memory, which it cannot drop.
/// </summary>
internal static class LinuxLimits
{
    public static MemoryLimit Read(string root = "/")
    {
        var limit = MemoryLimit.None;
        if (Field(Path.Combine(root, "proc/meminfo"), "MemAvailable:") is { } kibibytes)
            limit = new MemoryLimit(kibibytes * 1024, "MemAvailable in /proc/meminfo");

        foreach (var line in Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            var parts = line.Split(':', 3);
            if (parts.Length != 3)
                continue;
            if (parts[0] == "0")
                limit = MemoryLimit.Smaller(limit, Groups(root, "sys/fs/cgroup", parts[2], "memory.max", "memory.current", ""));
            else if (parts[1].Split(',').Contains("memory"))
                limit = MemoryLimit.Smaller(limit, Groups(root, "sys/fs/cgroup/memory", parts[2], "memory.limit_in_bytes", "memory.usage_in_bytes", "total_"));
        }

        return limit;
    }

    private static MemoryLimit Groups(string root, string mount, string group, string limitFile, string usageFile, string statPrefix)
    {
        var least = MemoryLimit.None;
        for (var path = group.Trim('/'); ; path = Path.GetDirectoryName(path) ?? "")
        {
            var folder = Path.Combine(root, mount, path);
            if (Number(Path.Combine(folder, limitFile)) is { } max && Number(Path.Combine(folder, usageFile)) is { } used)
            {
                var stat = Path.Combine(folder, "memory.stat");
                var cached = (Field(stat, statPrefix + "inactive_file") ?? 0) + (Field(stat, statPrefix + "active_file") ?? 0);
                least = MemoryLimit.Smaller(least, new MemoryLimit(Math.Max(0, max - Math.Max(0, used - cached)), Path.Combine(folder, limitFile)));
            }

            if (path.Length == 0)
                return least;
        }
    }

    private static long? Number(string file) =>
        Lines(file).FirstOrDefault() is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static long? Field(string file, string name)
    {
        foreach (var line in Lines(file))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && words[0] == name && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return value;
        }

        return null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A limit that may not be read is no limit that can be named; the commit itself will tell.
            return [];
        }
    }
}
