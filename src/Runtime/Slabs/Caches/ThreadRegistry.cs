// Which threads have caches, and what becomes of those caches when a thread or a zone ends.
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// A fixed table of threads, so that nothing has to be allocated when one is entered; a thread that finds no place works without
/// caches. The memory of a cache belongs to its thread: a zone that ends leaves it for the thread's next zone, and only the thread's death sets
/// it free, since until then handles on its stack may point there. Thread-safe; its gate is a leaf.
/// </summary>
internal static unsafe class ThreadRegistry
{
    public const int MostThreads = 1024;

    // By number; 0 stays empty, for threads that have none yet.
    private static readonly Thread?[] s_threads = new Thread?[MostThreads + 1];
    private static readonly nint[] s_caches = new nint[MostThreads + 1];
    private static SpinGate s_gate;
    private static int s_last;

    /// <summary>A cache of no capacity that threads without one share. Only <see cref="ThreadCache.HopelessCalls"/> is written, which may lose some.</summary>
    public static ThreadCache* None { get; } = ThreadCache.New();

    /// <summary>The cache of a zone among those of a thread; null when there is none.</summary>
    public static ThreadCache* Find(int thread, long zone)
    {
        // Only the thread itself adds, and nobody removes while it lives.
        var cache = (ThreadCache*)s_caches[thread];
        while (cache != null && Volatile.Read(ref cache->Zone) != zone)
            cache = cache->NextOfThread;
        return cache;
    }

    /// <summary>A cache without a zone for the current thread, whose number is entered; null when there is no place or no memory.</summary>
    public static ThreadCache* Take(ref int thread)
    {
        if (thread == 0 && !TryEnter(ref thread))
            return null;
        var cache = Find(thread, 0);
        if (cache != null || (cache = NewCache()) == null)
            return cache;
        cache->Thread = thread;
        cache->NextOfThread = (ThreadCache*)s_caches[thread];
        Volatile.Write(ref s_caches[thread], (nint)cache);
        return cache;
    }

    public static bool IsDead(int thread) => s_threads[thread] is { IsAlive: false };

    /// <summary>Frees the caches and the number of a dead thread once no zone has a cache of it any more.</summary>
    public static void Release(int thread)
    {
        s_gate.Enter();
        var free = IsDead(thread) && FirstInUse(thread) == null;
        var cache = free ? (ThreadCache*)s_caches[thread] : null;
        if (free)
        {
            s_caches[thread] = 0;
            s_threads[thread] = null;
        }

        s_gate.Exit();
        while (cache != null)
        {
            var next = cache->NextOfThread;
            NativeMemory.AlignedFree(cache);
            cache = next;
        }
    }

    private static ThreadCache* FirstInUse(int thread)
    {
        var cache = (ThreadCache*)s_caches[thread];
        while (cache != null && Volatile.Read(ref cache->Zone) == 0)
            cache = cache->NextOfThread;
        return cache;
    }

    private static bool TryEnter(ref int thread)
    {
        // Dead threads whose zones are all gone: nobody else comes by for them.
        Release(Next(s_last));
        if (TryFindPlace(ref thread))
            return true;
        for (var number = 1; number <= MostThreads; number++)
            Release(number);
        return TryFindPlace(ref thread);
    }

    private static bool TryFindPlace(ref int thread)
    {
        s_gate.Enter();
        var tries = MostThreads;
        while (tries > 0 && s_threads[s_last = Next(s_last)] is not null)
            tries--;
        if (tries > 0)
        {
            s_threads[s_last] = Thread.CurrentThread;
            thread = s_last;
        }

        s_gate.Exit();
        return tries > 0;
    }

    private static int Next(int thread) => (thread % MostThreads) + 1;

    private static ThreadCache* NewCache()
    {
        try
        {
            return ThreadCache.New();
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }
}
