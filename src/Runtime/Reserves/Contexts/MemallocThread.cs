// The per-thread half of entitlement.
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>Which context the thread is inside of: the number of its entry, counted on this thread, or 0.</summary>
internal static class MemallocThread
{
    public static long Current
    {
        get => ThreadRecord.Current.Context;
        set => ThreadRecord.Current.Context = value;
    }

    public static long Enter()
    {
        ref var thread = ref ThreadRecord.Current;
        return thread.Context = ++thread.Entries;
    }

    public static bool IsEntitled(Entitlement entitlement) =>
        entitlement == Entitlement.Memalloc || (entitlement == Entitlement.Thread && ThreadRecord.Current.Context != 0);
}
