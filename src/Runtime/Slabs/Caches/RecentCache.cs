// The cache that a thread used last.
using System.Runtime.CompilerServices;

namespace MemallocKit.Slabs;

/// <summary>
/// Two thread-static words beside <see cref="ThreadRecord"/>: of a primitive type, which lies in the thread's own block, while a struct lies in
/// a box on the managed heap, two reads further. No static initialiser, for the same reason as there.
/// </summary>
internal static unsafe class RecentCache
{
    [ThreadStatic]
    private static long s_zone;

    [ThreadStatic]
    private static nint s_cache;

    /// <summary>The number of the zone; 0 at first, which no zone has.</summary>
    public static long Zone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_zone;
    }

    public static ThreadCache* Cache
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ThreadCache*)s_cache;
    }

    public static void Set(long zone, ThreadCache* cache)
    {
        s_zone = zone;
        s_cache = (nint)cache;
    }
}
