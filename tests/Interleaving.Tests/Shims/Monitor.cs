// The lock statement of the product's sources comes here: the compiler prefers this type to the framework's.
using MemallocKit.Interleaving;

namespace System.Threading
{
    internal static class Monitor
    {
        private static readonly Dictionary<object, (ScheduledThread? Owner, int Depth)> s_held = [];

        public static void Enter(object target, ref bool taken)
        {
            var thread = ScheduledThread.Current;
            thread?.Execution.Point(thread, Operation.OnObject(OperationKind.Lock, target), () => IsFree(target, thread));
            s_held[target] = (thread, s_held.TryGetValue(target, out var held) ? held.Depth + 1 : 1);
            taken = true;
        }

        public static void Exit(object target)
        {
            var (owner, depth) = s_held[target];
            if (depth > 1)
                s_held[target] = (owner, depth - 1);
            else
                s_held.Remove(target);
            if (ScheduledThread.Current is { } thread)
                thread.Execution.Changed(thread);
        }

        private static bool IsFree(object target, ScheduledThread thread) =>
            !s_held.TryGetValue(target, out var held) || held.Owner == thread;
    }
}

namespace MemallocKit
{
    /// <summary>Stands in for System.Threading.Lock, which the lock statement would treat apart.</summary>
    internal sealed class Lock;
}
