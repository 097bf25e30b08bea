// The per-thread half of entitlement.
namespace MemallocKit.Reserves;

/// <summary>
/// How many contexts the thread is inside of. The class has no static initialiser on purpose: one would make every access
/// to the thread-static field check for it.
/// </summary>
internal static class MemallocThread
{
    [ThreadStatic]
    private static int s_depth;

    public static int Depth
    {
        get => s_depth;
        set => s_depth = value;
    }

    public static bool IsEntitled(Entitlement entitlement) =>
        entitlement == Entitlement.Memalloc || (entitlement == Entitlement.Thread && s_depth > 0);
}
