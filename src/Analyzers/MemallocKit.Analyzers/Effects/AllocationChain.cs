// How a call comes to allocate: the callees it goes through and the allocation at the end.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <param name="Callees">Names from the called method to the one that allocates.</param>
/// <param name="Locations">The calls between them, then the allocation.</param>
/// <param name="What">The allocation at the end.</param>
internal sealed record AllocationChain(ImmutableArray<string> Callees, ImmutableArray<Location> Locations, string What)
{
    /// <summary>The chain as messages print it, from the method that makes the call.</summary>
    public string From(ISymbol caller) => string.Join(" → ", Callees.Insert(0, caller.ContainingMember().ShortName()).Add(What));
}
