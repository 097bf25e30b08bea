// Thrown at set-up when memory cannot be had.
namespace MemallocKit;

/// <summary>
/// Memory for a zone or a reserve could not be had. Thrown while setting up, never by a rent or a charge; nothing was
/// changed. The message holds the amounts that clash.
/// </summary>
public sealed class ReserveException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ReserveException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public ReserveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
