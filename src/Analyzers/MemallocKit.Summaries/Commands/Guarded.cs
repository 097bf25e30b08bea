// Turns failures that a user can do something about into one line and an exit code.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Commands;

internal static class Guarded
{
    public static int Run(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is SummaryException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("interrupted");
            return ExitCodes.Interrupted;
        }
    }
}
