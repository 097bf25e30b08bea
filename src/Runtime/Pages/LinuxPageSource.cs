// Memory from Linux.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// <c>RLIMIT_AS</c>, <c>RLIMIT_DATA</c>, <c>RLIMIT_MEMLOCK</c> and strict overcommit refuse by themselves; they are read for
/// the message. Huge pages are the transparent ones: the kernel gives them where it has them, and is not asked again.
/// </summary>
internal sealed partial class LinuxPageSource(PageSourceOptions options) : PosixPageSource(options, anonymous: 0x20, noReserve: 0x4000)
{
    private const int DoNotFork = 10;
    private const int HugePage = 14;

    // Since Linux 5.14.
    private const int PopulateWrite = 23;

    private const int NotPermitted = 1;
    private const int InvalidArgument = 22;
    private const int NoSuchCall = 38;

    protected override bool TryCommit(nint address, long bytes)
    {
        if (!base.TryCommit(address, bytes))
            return false;

        // A fork makes pages copy-on-write for both sides: the first write afterwards would need a page that nobody reserved.
        // Like huge pages this is advice: a kernel that does not know it does without.
        _ = MemoryAdvise(address, (nuint)bytes, DoNotFork);
        if (HugePages)
            _ = MemoryAdvise(address, (nuint)bytes, HugePage);
        return true;
    }

    protected override bool TryPopulate(nint address, long bytes)
    {
        var start = address & -Environment.SystemPageSize;
        return MemoryAdvise(start, (nuint)(address - start + bytes), PopulateWrite) == 0
            || (Marshal.GetLastPInvokeError() is NotPermitted or InvalidArgument or NoSuchCall && base.TryPopulate(address, bytes));
    }

    protected override MemoryLimit LimitOf(PageStep step) => step switch
    {
        PageStep.Reserve => ResourceLimits.AddressSpace("/"),
        PageStep.Lock => MemoryLimit.Smaller(LinuxLimits.Read(), ResourceLimits.Locked("/")),
        _ => LinuxLimits.Read(),
    };

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int MemoryAdvise(nint address, nuint length, int advice);
}
