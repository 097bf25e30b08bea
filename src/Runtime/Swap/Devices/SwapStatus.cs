// What a swap device or the pager says about an operation; the path under memory pressure reports by value, never by exception.
namespace MemallocKit.Swap;

/// <summary>The outcome of an operation on a swap device or on paged memory.</summary>
public enum SwapStatus
{
    /// <summary>Done; written data was confirmed by the device.</summary>
    Ok,

    /// <summary>The device answered with an error. It may succeed when tried again.</summary>
    DeviceError,

    /// <summary>The device is full, or every resident page stayed pinned.</summary>
    NoSpace,

    /// <summary>The device did not answer in time. Its connection was dropped.</summary>
    TimedOut,

    /// <summary>The device is not there: not activated, closed, or its connection was dropped.</summary>
    Disconnected,
}
