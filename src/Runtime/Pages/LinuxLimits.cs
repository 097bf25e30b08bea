// How much memory Linux leaves to this process for committing.
namespace MemallocKit.Pages;

/// <summary>
/// The least of: <c>MemAvailable</c> of the machine, what strict overcommit leaves, the memory control groups, <c>RLIMIT_DATA</c>,
/// and what the collector sees. Limits on addresses and on locking are not among them: they bind other steps.
/// </summary>
internal static class LinuxLimits
{
    public static MemoryLimit Read() => MemoryLimit.Smaller(Read("/"), CollectorLimit.Read());

    public static MemoryLimit Read(string root) =>
        MemoryLimit.Smaller(
            MemoryLimit.Smaller(Machine(root), Overcommit(root)),
            MemoryLimit.Smaller(ControlGroups.Read(root), ResourceLimits.Data(root)));

    private static MemoryLimit Machine(string root) =>
        ProcFile.Field(Path.Combine(root, "proc/meminfo"), "MemAvailable:") is { } kibibytes
            ? new MemoryLimit(kibibytes * 1024, "MemAvailable in /proc/meminfo")
            : MemoryLimit.None;

    /// <summary>Only mode 2 counts what is committed against a limit; the others grant what a zone asks for and let touching decide.</summary>
    private static MemoryLimit Overcommit(string root)
    {
        const long Strict = 2;
        var file = Path.Combine(root, "proc/meminfo");
        return ProcFile.Number(Path.Combine(root, "proc/sys/vm/overcommit_memory")) == Strict
            && ProcFile.Field(file, "CommitLimit:") is { } limit && ProcFile.Field(file, "Committed_AS:") is { } used
                ? new MemoryLimit(Math.Max(0, limit - used) * 1024, "CommitLimit in /proc/meminfo (vm.overcommit_memory is 2)")
                : MemoryLimit.None;
    }
}
