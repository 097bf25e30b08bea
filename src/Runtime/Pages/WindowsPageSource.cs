// Memory from Windows.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// Large pages have to be committed with the reservation, in whole and with a privilege that few accounts hold, which a zone that
/// grows cannot do: asking for huge pages changes nothing.
/// </summary>
internal sealed unsafe partial class WindowsPageSource(PageSourceOptions options) : SystemPageSource(options)
{
    private const uint MemCommit = 0x1000;
    private const uint MemReserve = 0x2000;
    private const uint MemDecommit = 0x4000;
    private const uint MemRelease = 0x8000;
    private const uint PageNoAccess = 0x01;
    private const uint PageReadWrite = 0x04;

    /// <summary>The pseudo handle that <c>GetCurrentProcess</c> returns.</summary>
    private const nint CurrentProcess = -1;

    private static readonly Lock s_workingSet = new();

    // What was reserved begins up to 2 MiB before the address that was handed out, and is released from there or not at all.
    public override void Release(nint address, long bytes)
    {
        if (VirtualQuery(address, out var region, (nuint)sizeof(Region)) != 0)
            _ = VirtualFree(region.AllocationBase, 0, MemRelease);
    }

    protected override bool TryReserve(long bytes, out nint address)
    {
        var start = VirtualAlloc(0, (nuint)(bytes + Alignment), MemReserve, PageNoAccess);
        address = (start + (nint)Alignment - 1) & (nint)(-Alignment);
        return start != 0;
    }

    protected override bool TryCommit(nint address, long bytes) => VirtualAlloc(address, (nuint)bytes, MemCommit, PageReadWrite) != 0;

    /// <summary>What a process may lock is its minimum working set less a small overhead, so that minimum grows with each lock.</summary>
    protected override bool TryLock(nint address, long bytes)
    {
        lock (s_workingSet)
        {
            if (!GetProcessWorkingSetSize(CurrentProcess, out var least, out var most)
                || !SetProcessWorkingSetSize(CurrentProcess, least + (nuint)bytes, most + (nuint)bytes))
            {
                return false;
            }

            if (VirtualLock(address, (nuint)bytes))
                return true;
            var error = Marshal.GetLastPInvokeError();
            _ = SetProcessWorkingSetSize(CurrentProcess, least, most);
            Marshal.SetLastPInvokeError(error);
            return false;
        }
    }

    protected override void Decommit(nint address, long bytes) => _ = VirtualFree(address, (nuint)bytes, MemDecommit);

    protected override MemoryLimit LimitOf(PageStep step) => step == PageStep.Reserve ? MemoryLimit.None : WindowsLimits.Read();

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint allocationType, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(nint address, nuint size, uint freeType);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nuint VirtualQuery(nint address, out Region region, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualLock(nint address, nuint size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessWorkingSetSize(nint process, out nuint least, out nuint most);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetProcessWorkingSetSize(nint process, nuint least, nuint most);

    /// <summary><c>MEMORY_BASIC_INFORMATION</c> of a 64-bit process.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Region
    {
        public readonly nint BaseAddress;
        public readonly nint AllocationBase;
        public readonly uint AllocationProtect;
        public readonly ushort PartitionId;
        public readonly nuint RegionSize;
        public readonly uint State;
        public readonly uint Protect;
        public readonly uint Type;
    }
}
