// Pages from mmap, and the limits that Linux sets on them.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// Memory from <c>mmap</c>. Limits on address space and data (<c>RLIMIT_AS</c>, <c>RLIMIT_DATA</c>)
/// make the calls themselves fail; a control group's limit would not (it kills at the first touch), so that one is read beforehand.
/// </summary>
internal sealed unsafe partial class LinuxPageSource : PageSource
{
    private const int NoAccess = 0;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;
    private const int PrivateAnonymousFixedPopulate = 0x02 | 0x20 | 0x10 | 0x8000;
    private const long Alignment = 2 << 20;

    public override MemoryLimit Limit => LinuxLimits.Read();

    public override nint Reserve(long bytes)
    {
        var address = MemoryMap(0, (nuint)(bytes + Alignment), NoAccess, PrivateAnonymousNoReserve, -1, 0);
        if (address == -1)
            throw Refused(bytes);
        var aligned = (nint)((address + Alignment - 1) & -Alignment);
        if (aligned > address)
            Release(address, aligned - address);
        if (aligned < address + Alignment)
            Release(aligned + (nint)bytes, address + (nint)Alignment - aligned);
        return aligned;
    }

    public override void Commit(nint address, long bytes)
    {
        if (MemoryMap(address, (nuint)bytes, ReadWrite, PrivateAnonymousFixedPopulate, -1, 0) == -1)
            throw Refused(bytes);

        // MAP_POPULATE is a hint: when populating stops half way, mmap says nothing. Touching makes it sure.
        for (long offset = 0; offset < bytes; offset += Environment.SystemPageSize)
            Volatile.Write(ref *(byte*)(address + (nint)offset), 0);
    }

    public override void Release(nint address, long bytes) => _ = MemoryUnmap(address, (nuint)bytes);

    private static ReserveException Refused(long bytes) => new(
        $"The operating system refused {bytes:N0} bytes: {Marshal.GetLastPInvokeErrorMessage()}. " +
        "Raise the process's limit (ulimit -d, ulimit -v) or ask for a smaller zone.");

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MemoryUnmap(nint address, nuint length);
}
