// What every shim does before and after it touches a shared word.
namespace MemallocKit.Interleaving;

internal static class Atomic
{
    public static void Before<T>(ref readonly T word, OperationKind kind = OperationKind.Write)
    {
        if (ScheduledThread.Current is { } thread)
            thread.Execution.Point(thread, Operation.On(kind, in word));
    }

    /// <summary>Tells those who spin if the word was changed; returns what it was before.</summary>
    public static T After<T>(T before, ref readonly T word)
    {
        if (ScheduledThread.Current is { } thread && !EqualityComparer<T>.Default.Equals(before, word))
            thread.Execution.Changed(thread);
        return before;
    }
}
