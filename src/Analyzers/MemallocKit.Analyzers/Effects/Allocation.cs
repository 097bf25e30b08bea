// The facts the walk over a body yields: what it allocates, and whom it calls.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>What the compiler emits; each family is one rule.</summary>
internal enum AllocationFamily
{
    Object,
    Array,
    Boxing,
    Closure,
    Delegate,
    String,
    StateMachine,
    Unmanaged,
}

/// <summary>One allocation the compiler emits.</summary>
/// <param name="Family">The rule it belongs to.</param>
/// <param name="What">The allocation as messages and chains name it, such as <c>new byte[]</c>.</param>
/// <param name="Location">Where the code that allocates is written; its start decides which scope it is in.</param>
/// <param name="OnThrowPath">It only happens to build an exception that is being thrown.</param>
internal readonly record struct Allocation(AllocationFamily Family, string What, Location Location, bool OnThrowPath);

/// <summary>A call whose callee is source of the same compilation.</summary>
internal readonly record struct Call(IMethodSymbol Callee, Location Location, bool OnThrowPath);
