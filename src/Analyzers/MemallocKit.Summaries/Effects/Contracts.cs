// Methods that are taken to allocate nothing in whatever type implements them.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

/// <summary>
/// Comparing and hashing are called from everywhere on types that nobody knows. Whoever writes them is bound by contract:
/// what relies on it says so by its class, and the analyzer checks the implementations that it sees.
/// </summary>
internal static class Contracts
{
    public static bool Covers(MethodModel method) => method.Owner.FullName switch
    {
        "System.Object" => method.Name is "Equals" or "GetHashCode",
        "System.IEquatable`1" or "System.IComparable`1" or "System.IComparable"
            or "System.Collections.Generic.IEqualityComparer`1" or "System.Collections.IEqualityComparer"
            or "System.Collections.Generic.IComparer`1" or "System.Collections.IComparer"
            or "System.Collections.Generic.EqualityComparer`1" or "System.Collections.Generic.Comparer`1"
            or "System.StringComparer" => true,
        "System.Collections.Generic.IAlternateEqualityComparer`2" => method.Name is "Equals" or "GetHashCode",
        "System.Buffers.MemoryManager`1" or "System.Buffers.IPinnable" => method.Name is "GetSpan" or "Pin" or "Unpin" or "TryGetArray" or "get_Memory",
        "System.Runtime.InteropServices.SafeHandle" => method.Name is "get_IsInvalid" or "ReleaseHandle",
        _ => false,
    };

    /// <summary>Operators of generic numbers: static, small, and called on types that a class hierarchy hides.</summary>
    public static bool CoversArithmetic(MethodModel method) => method.Owner.Namespace == "System.Numerics" || Covers(method);
}
