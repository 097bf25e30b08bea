// Marks the token type of code that may use emergency memory.
namespace MemallocKit;

/// <summary>
/// Marks a <c>readonly ref partial struct</c> as a MEMALLOC context: while one is entered, the thread is entitled to
/// emergency memory of the named nodes. The generator emits <c>Enter()</c>, <c>Dispose()</c>, <c>Prime()</c> (see <see cref="PrimeReport"/>), <c>Zone</c>,
/// and a property for each reserve that the context may charge and see; the analyzers check the code inside for allocations that no reserve covers.
/// </summary>
/// <remarks>
/// A property is called like the member that declares the reserve (for a charged class, like the class). Where two would be called the same, or like
/// another member of the context, each has the name of its class before it, then that of the class around that, and a number if that does not help.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
[CLSCompliant(false)]
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
