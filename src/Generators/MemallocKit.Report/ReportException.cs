// What stops the program, in words for the person who ran it.
namespace MemallocKit.Report;

/// <summary>An input or output that cannot be used. The message names it and says what to do.</summary>
internal sealed class ReportException(string message) : Exception(message)
{
    /// <summary>Runs <paramref name="action"/>; what the file system refuses becomes a message about <paramref name="path"/>.</summary>
    public static T Guard<T>(string verb, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ReportException($"cannot {verb} '{path}': {failure.Message}");
        }
    }
}
