// What Windows leaves to this process.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// The least of physical memory that can be had without writing anything out, what the process may commit (its job's limit
/// included), and what the collector sees.
/// </summary>
internal static unsafe partial class WindowsLimits
{
    public static MemoryLimit Read()
    {
        var limit = CollectorLimit.Read();
        var status = new MemoryStatus { Length = (uint)sizeof(MemoryStatus) };
        if (!GlobalMemoryStatusEx(ref status))
            return limit;
        limit = MemoryLimit.Smaller(limit, new MemoryLimit((long)status.AvailablePhysical, "free physical memory"));
        return MemoryLimit.Smaller(limit, new MemoryLimit((long)status.AvailablePageFile, "the commit limit"));
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    /// <summary><c>MEMORYSTATUSEX</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint MemoryLoad;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
