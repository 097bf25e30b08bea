// The per-thread half of entitlement.
namespace MemallocKit.Reserves;

/// <summary>
/// Which context the thread is inside of: the number of its entry, counted on this thread, or 0. The class has no static
/// initialiser on purpose: one would make every access to the thread-static fields check for it.
/// </summary>
internal static class MemallocThread
{
    [ThreadStatic]
    private static long s_current;

    [ThreadStatic]
    private static long s_entries;

    public static long Current
    {
        get => s_current;
        set => s_current = value;
    }

    public static long Enter() => s_current = ++s_entries;

    public static bool IsEntitled(Entitlement entitlement) =>
        entitlement == Entitlement.Memalloc || (entitlement == Entitlement.Thread && s_current != 0);
}
