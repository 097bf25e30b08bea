// Marks the token type of code that may use emergency memory.
namespace MemallocKit;

/// <summary>
/// Marks a <c>readonly ref partial struct</c> as a MEMALLOC context: while one is entered, the thread is entitled to
/// emergency memory of the named nodes. The generator emits <c>Enter()</c>, <c>Dispose()</c> and <c>Prime()</c>; the
/// analyzers check the code inside for allocations that no reserve covers.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class MemallocContextAttribute : Attribute
{
    /// <summary>Declares a context.</summary>
    /// <param name="mayCharge">
    /// Classes with <see cref="ReserveTreeAttribute"/> or <see cref="ReserveNodeAttribute"/>; at least one.
    /// </param>
    public MemallocContextAttribute(params Type[] mayCharge) => MayCharge = mayCharge;

    /// <summary>The classes whose reserves, and all below them, code in the context may charge.</summary>
    public Type[] MayCharge { get; }
}
