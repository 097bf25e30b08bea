// What a user is told when an input cannot be used.
namespace MemallocKit.Summaries.Metadata;

/// <summary>An input that cannot be used. The message names it and says what to do; it is printed as it stands.</summary>
internal sealed class SummaryException : Exception
{
    public SummaryException(string message)
        : base(message)
    {
    }

    public SummaryException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
