// The words after "verdict: failed reason=".

namespace NetworkSwap.Job;

internal static class FailureReason
{
    public const string Allocated = "allocated";
    public const string BadPages = "bad-pages";
    public const string Cancelled = "cancelled";
    public const string Crashed = "crashed";
    public const string DeviceFailed = "device-failed";
    public const string DeviceTooSmall = "device-too-small";
    public const string DeviceUnavailable = "device-unavailable";
    public const string HeapNotFull = "heap-not-full";
    public const string InputChanged = "input-changed";
    public const string NothingPaged = "nothing-paged";
    public const string OutOfMemory = "out-of-memory";
    public const string ReserveFailed = "reserve-failed";
    public const string ServerFailed = "server-failed";
    public const string Stalled = "stalled";
}

/// <summary>The job cannot go on. The message is one sentence for the user.</summary>
internal sealed class JobException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
