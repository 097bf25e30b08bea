// Marks members that run inside a MEMALLOC context.
namespace MemallocKit;

/// <summary>
/// Says that a member is called inside a MEMALLOC context, so that its body must not allocate memory that no reserve
/// covers. The analyzers check the body, and trust calls to it. <c>Prime()</c> of the contexts that it runs in compiles it, with what it
/// calls, before the emergency. On a type it covers all its members.
/// </summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate,
    Inherited = false)]
public sealed class MemallocAttribute : Attribute
{
    /// <summary>Marks a member that any context may call.</summary>
    public MemallocAttribute() => Contexts = [];

    /// <summary>Marks a member that certain contexts call.</summary>
    /// <param name="contexts">
    /// Their structs, with <see cref="MemallocContextAttribute"/>; none where it may be any. A mark on the type around it adds its own.
    /// </param>
    public MemallocAttribute(params Type[] contexts) => Contexts = contexts ?? [];

    /// <summary>The contexts that the member runs in; empty where it may be any.</summary>
    public Type[] Contexts { get; }
}
