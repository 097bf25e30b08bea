// The limits of a Linux process (setrlimit), less what it uses now.
using System.Globalization;

namespace MemallocKit.Pages;

/// <summary>
/// Read from <c>/proc</c>, where the kernel shows the very counts that it compares with each limit. Of the thread, since
/// capabilities are a thread's.
/// </summary>
internal static class ResourceLimits
{
    /// <summary><c>RLIMIT_DATA</c>: private writable memory, in use when committed, not when reserved.</summary>
    public static MemoryLimit Data(string root) => Left(root, "Max data size", "VmData:", "RLIMIT_DATA (ulimit -d)");

    /// <summary><c>RLIMIT_AS</c>: addresses, in use when reserved.</summary>
    public static MemoryLimit AddressSpace(string root) => Left(root, "Max address space", "VmSize:", "RLIMIT_AS (ulimit -v)");

    /// <summary><c>RLIMIT_MEMLOCK</c>: locked memory. It does not bind who has the capability to lock.</summary>
    public static MemoryLimit Locked(string root) =>
        MayLock(root) ? MemoryLimit.None : Left(root, "Max locked memory", "VmLck:", "RLIMIT_MEMLOCK (ulimit -l)");

    private static MemoryLimit Left(string root, string limitName, string usageName, string source) =>
        ProcFile.Field(Path.Combine(root, "proc/thread-self/limits"), limitName) is { } limit
        && ProcFile.Field(Status(root), usageName) is { } kibibytes
            ? new MemoryLimit(Math.Max(0, limit - (kibibytes * 1024)), source)
            : MemoryLimit.None;

    /// <summary>The kernel asks for the capability in the first user namespace: that of a container's root shows here, and does not count.</summary>
    private static bool MayLock(string root)
    {
        const int LockCapability = 14;
        return ProcFile.Word(Status(root), "CapEff:") is { } mask
            && ulong.TryParse(mask, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var capabilities)
            && (capabilities >> LockCapability & 1) != 0
            && IsFirstUserNamespace(root);
    }

    /// <summary>Only there does every user id stand for itself; a kernel without user namespaces has no such file.</summary>
    private static bool IsFirstUserNamespace(string root) =>
        ProcFile.Lines(Path.Combine(root, "proc/thread-self/uid_map")) is not [var map, ..]
        || map.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["0", "0", "4294967295"];

    private static string Status(string root) => Path.Combine(root, "proc/thread-self/status");
}
