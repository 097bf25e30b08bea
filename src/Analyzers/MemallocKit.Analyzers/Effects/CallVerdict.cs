// What comes of a call: the worst that can happen, and how it comes to it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <param name="Finding">What stands at the end of the chain, on the rung that this call reaches.</param>
/// <param name="Callees">Names from the called method to the one that does it; none when the called method itself is what is found.</param>
/// <param name="Locations">The calls between them, then what the last one does; none likewise.</param>
internal sealed record CallVerdict(Finding Finding, ImmutableArray<string> Callees, ImmutableArray<Location> Locations)
{
    public Rung Rung => Finding.Rung;

    /// <summary>The name of the called method.</summary>
    public string Callee => Callees.IsEmpty ? Finding.Name : Callees[0];

    /// <summary>The chain as messages print it, from the method that makes the call.</summary>
    public string From(ISymbol caller) => string.Join(" → ", Callees.Insert(0, caller.ContainingMember().ShortName()).Add(Finding.What));

    /// <summary>The same, no higher on the ladder than <paramref name="cap"/>.</summary>
    public CallVerdict Under(Rung cap) => Rung <= cap ? this : this with { Finding = Finding with { Rung = cap } };
}
