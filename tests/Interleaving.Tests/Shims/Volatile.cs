// Stands in for System.Threading.Volatile in the product's sources.
using MemallocKit.Interleaving;

namespace MemallocKit;

/// <summary>Plain reads and writes: threads run one at a time, and handing over is a full barrier.</summary>
internal static class Volatile
{
    public static T Read<T>(ref readonly T location)
    {
        Atomic.Before(in location, OperationKind.Read);
        return location;
    }

    /// <summary>For literals, whose type says nothing of the word's.</summary>
    public static void Write(ref byte location, byte value) => Write<byte>(ref location, value);

    public static void Write<T>(ref T location, T value)
    {
        Atomic.Before(ref location);
        location = value;

        // A change whatever was there: that may be left over from the run before, and runs have to repeat each other.
        if (ScheduledThread.Current is { } thread)
            thread.Execution.Changed(thread);
    }
}
