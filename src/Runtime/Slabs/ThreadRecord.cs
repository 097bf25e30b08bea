// What the library knows of a thread.
using System.Runtime.CompilerServices;

namespace MemallocKit.Slabs;

/// <summary>
/// One thread-static struct, in a class without a static initialiser on purpose: one would make every access check for it. A
/// thread-static access is a call, the largest single cost of a fast path, so hot code gets the reference once and keeps it.
/// </summary>
internal struct ThreadRecord
{
    /// <summary>The MEMALLOC context that the thread is in: the number of its entry, counted on this thread, or 0.</summary>
    public long Context;

    /// <summary>How many contexts the thread has entered so far.</summary>
    public long Entries;

    [ThreadStatic]
    private static ThreadRecord s_current;

    public static ref ThreadRecord Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref s_current;
    }
}
