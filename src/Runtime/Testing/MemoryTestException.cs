// Thrown by the test tools when they find something.
namespace MemallocKit.Testing;

/// <summary>A test tool found a leak, wrong books, or a failure that was not survived. The message says which, where and with what figures.</summary>
public sealed class MemoryTestException : Exception
{
    /// <summary>Makes the exception.</summary>
    public MemoryTestException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with what the tested code threw.</summary>
    public MemoryTestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
