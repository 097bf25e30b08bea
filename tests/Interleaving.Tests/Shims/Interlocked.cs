// Stands in for System.Threading.Interlocked in the product's sources: every operation is a scheduling point.
using MemallocKit.Interleaving;
using Sys = System.Threading;

namespace MemallocKit;

internal static class Interlocked
{
    public static int CompareExchange(ref int location, int value, int comparand)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.CompareExchange(ref location, value, comparand), in location);
    }

    public static long CompareExchange(ref long location, long value, long comparand)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.CompareExchange(ref location, value, comparand), in location);
    }

    public static T CompareExchange<T>(ref T location, T value, T comparand)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.CompareExchange(ref location, value, comparand), in location);
    }

    public static int Exchange(ref int location, int value)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.Exchange(ref location, value), in location);
    }

    public static long Exchange(ref long location, long value)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.Exchange(ref location, value), in location);
    }

    public static T Exchange<T>(ref T location, T value)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.Exchange(ref location, value), in location);
    }

    public static int Add(ref int location, int value)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.Add(ref location, value) - value, in location) + value;
    }

    public static long Add(ref long location, long value)
    {
        Atomic.Before(ref location);
        return Atomic.After(Sys.Interlocked.Add(ref location, value) - value, in location) + value;
    }

    public static int Increment(ref int location) => Add(ref location, 1);

    public static long Increment(ref long location) => Add(ref location, 1);

    public static int Decrement(ref int location) => Add(ref location, -1);

    public static long Decrement(ref long location) => Add(ref location, -1);

    public static long Read(ref readonly long location) => Volatile.Read(in location);

    public static void MemoryBarrier() => Sys.Interlocked.MemoryBarrier();
}
