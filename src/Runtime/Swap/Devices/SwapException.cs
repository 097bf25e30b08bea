// The one exception of this layer: thrown while setting up, and by the convenience calls that have no status to return.
namespace MemallocKit.Swap;

/// <summary>A swap device could not be activated, or paged memory could not be reached.</summary>
public sealed class SwapException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What failed and where, for the operator.</param>
    /// <param name="status">The kind of failure.</param>
    /// <param name="innerException">What the system said, if anything.</param>
    public SwapException(string message, SwapStatus status = SwapStatus.DeviceError, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>The kind of failure; never <see cref="SwapStatus.Ok"/>.</summary>
    public SwapStatus Status { get; }
}
