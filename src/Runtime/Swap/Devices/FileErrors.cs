// Turns what the file API throws into a status. The API has no calls that return errors, so this is where its exceptions end.
namespace MemallocKit.Swap;

internal static class FileErrors
{
    // ENOSPC and EDQUOT as Linux numbers them (EDQUOT differs on macOS), ERROR_DISK_FULL as Windows wraps it.
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>
    /// True for the exceptions that mean a failed transfer. Out of memory belongs here: with a full heap the runtime cannot build the
    /// exception that it wanted to throw, and throws that one instead.
    /// </summary>
    public static bool IsExpected(Exception error) =>
        error is IOException or ObjectDisposedException or UnauthorizedAccessException or OutOfMemoryException;

    public static SwapStatus StatusOf(Exception error) => error switch
    {
        ObjectDisposedException => SwapStatus.Disconnected,
        IOException { HResult: NoSpaceOnUnix or QuotaOnLinux or DiskFullOnWindows } => SwapStatus.NoSpace,
        _ => SwapStatus.DeviceError,
    };
}
