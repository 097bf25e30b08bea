// Pages from mmap, and the limits that Linux sets on them.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// Memory from <c>mmap</c> with <c>MAP_POPULATE</c>. Limits on address space and data (<c>RLIMIT_AS</c>, <c>RLIMIT_DATA</c>)
/// make the call itself fail; a control group's limit would not (it kills at the first touch), so that one is read beforehand.
/// </summary>
internal sealed unsafe partial class LinuxPageSource : PageSource
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousPopulate = 0x02 | 0x20 | 0x8000;

    public override MemoryLimit Limit => LinuxLimits.Read();

    public override nint Commit(long bytes)
    {
        var address = MemoryMap(null, (nuint)bytes, ReadWrite, PrivateAnonymousPopulate, -1, 0);
        if (address == -1)
        {
            throw new ReserveException(
                $"The operating system refused {bytes:N0} bytes: {Marshal.GetLastPInvokeErrorMessage()}. " +
                "Raise the process's limit (ulimit -d, ulimit -v) or ask for a smaller zone.");
        }

        // MAP_POPULATE is a hint: when populating stops half way, mmap says nothing. Touching makes it sure.
        for (long offset = 0; offset < bytes; offset += Environment.SystemPageSize)
            Volatile.Write(ref *(byte*)(address + (nint)offset), 0);
        return address;
    }

    public override void Release(nint address, long bytes) => _ = MemoryUnmap(address, (nuint)bytes);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MemoryUnmap(nint address, nuint length);
}
