// Whether the current thread may use emergency memory.
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>The rules of the patch set, first match wins: the call's refusal, the call's entitlement, the thread's context.</summary>
internal static class MemallocThread
{
    public static bool IsEntitled(Entitlement entitlement) =>
        entitlement == Entitlement.Memalloc || (entitlement == Entitlement.Thread && ThreadRecord.Current.Context != 0);
}
