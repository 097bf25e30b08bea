// Runs work that recurses along chains of calls.
using System.Runtime.ExceptionServices;

namespace MemallocKit.Summaries.Effects;

internal static class LargeStack
{
    private const int Bytes = 256 << 20;

    /// <summary>Runs <paramref name="work"/> on a thread with room for deep recursion, and waits. Its exceptions reach the caller.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
