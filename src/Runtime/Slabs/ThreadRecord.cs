// What the library knows of a thread.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MemallocKit.Slabs;

/// <summary>
/// One thread-static struct, in a class without a static initialiser on purpose: one would make every access check for it. A
/// thread-static access is a call, the largest single cost of a fast path, so hot code gets the reference once and keeps it.
/// </summary>
internal unsafe struct ThreadRecord
{
    private const int Places = 8;

    /// <summary>The MEMALLOC context that the thread is in: the number of its entry, counted on this thread, or 0.</summary>
    public long Context;

    /// <summary>How many contexts the thread has entered so far.</summary>
    public long Entries;

    /// <summary>The thread's number in <see cref="ThreadRegistry"/>, or 0.</summary>
    public int Number;

    private CachePlaces _caches;

    [ThreadStatic]
    private static ThreadRecord s_current;

    public static ref ThreadRecord Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref s_current;
    }

    /// <summary>
    /// Where the cache of a zone is noted, if it is. A program may use several zones in turn: they are numbered in order, so the next few do
    /// not share a place.
    /// </summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref CachePlace PlaceOf(long zone) =>
        ref Unsafe.Add(ref Unsafe.As<CachePlaces, CachePlace>(ref _caches), (nint)(zone & (Places - 1)));

    internal struct CachePlace
    {
        public long Zone;
        public ThreadCache* Cache;
    }

    [InlineArray(Places)]
    private struct CachePlaces
    {
        private CachePlace _first;
    }
}
