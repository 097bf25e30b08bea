// Marks members that run inside a MEMALLOC context.
namespace MemallocKit;

/// <summary>
/// Says that a member is called inside a MEMALLOC context, so that its body must not allocate memory that no reserve
/// covers. The analyzers check the body, and trust calls to it. On a type it covers all its members.
/// </summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate,
    Inherited = false)]
public sealed class MemallocAttribute : Attribute;
