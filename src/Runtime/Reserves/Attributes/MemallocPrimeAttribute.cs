// Marks methods that a context runs when it is primed.
namespace MemallocKit;

/// <summary>
/// Has <c>Prime()</c> of a context run a method, once: first calls that only the program can make, such as those of generic members, of
/// other libraries, or of a path that has to run for real. When it throws, so does <c>Prime()</c>, and the next one runs it again.
/// </summary>
/// <remarks>
/// The method is <c>static void</c>, not generic, and accessible to the rest of the project. It has no parameter, or the context (by
/// value or <c>in</c>) and then runs inside it, where the analyzers hold it to the same rules as any other code. Which context is named by the
/// attribute; without arguments it is the one that the method takes, else the one whose struct it is written in, else every context of the project, each of which
/// runs it once. Methods run in the order of their full names.
/// </remarks>
/// <example><code>
/// [MemallocPrime]
/// private static void WarmUp(in WriteOut memalloc) => Send(memalloc, default);
/// </code></example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[CLSCompliant(false)]
public sealed class MemallocPrimeAttribute : Attribute
{
    /// <summary>Marks a method.</summary>
    /// <param name="contexts">Structs with <see cref="MemallocContextAttribute"/>; none as the remarks say.</param>
    public MemallocPrimeAttribute(params Type[] contexts) => Contexts = contexts ?? [];

    /// <summary>The contexts that run the method when they are primed; empty as the remarks say.</summary>
    public Type[] Contexts { get; }
}
