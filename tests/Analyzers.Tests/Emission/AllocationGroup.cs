// The kinds of allocation that IL and reports are compared by.
namespace MemallocKit.Analyzers.Tests.Emission;

internal enum AllocationGroup
{
    /// <summary>Objects and arrays: a collection expression may be either, or both.</summary>
    Heap,
    Box,
    Closure,
    Delegate,
    String,
    StateMachine,

    /// <summary>Reported as serving a throw, whatever it is.</summary>
    Throw,
}

/// <summary>One allocation, in the IL or in a report.</summary>
/// <param name="Group">What is allocated.</param>
/// <param name="Place">Where, as <see cref="Places"/> names it.</param>
/// <param name="What">For people: the instruction or the message.</param>
/// <param name="IsCall">The IL only calls a method that allocates, which may be a call that the source writes: a report is right, and none is needed.</param>
internal readonly record struct AllocationSite(AllocationGroup Group, Place Place, string What, bool IsCall = false);
