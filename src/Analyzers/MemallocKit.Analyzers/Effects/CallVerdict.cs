// What comes of a call: of each outcome the nearest that it leads to, and how it comes to it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <param name="Finding">What stands at the end of the chain, on the rung that this call reaches.</param>
/// <param name="Callees">Names from the called method to the one that does it; none when the called method itself is what is found.</param>
/// <param name="Locations">The calls between them, then what the last one does; none likewise.</param>
internal sealed record CallVerdict(Finding Finding, ImmutableArray<string> Callees, ImmutableArray<Location> Locations)
{
    private const int MaxOthers = 3;

    /// <summary>What else of the same outcome the call leads to, farther away; each once.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    public Rung Rung => Finding.Rung;

    public Outcome Outcome => Finding.Outcome;

    /// <summary>The name of the called method.</summary>
    public string Callee => Callees.IsEmpty ? Finding.Runner ?? Finding.Name : Callees[0];

    /// <summary>The same, naming what another verdict of the same outcome stands for as well.</summary>
    public CallVerdict And(CallVerdict other) => this with
    {
        Others = [.. Others.Concat(other.Others.Insert(0, other.Finding.Name)).Where(n => n != Finding.Name).Distinct()],
    };

    /// <summary>The chain as messages print it, from the method that makes the call.</summary>
    public string From(ISymbol caller)
    {
        var chain = string.Join(" → ", Callees.Insert(0, caller.ContainingMember().ShortName()).Add(Finding.What));
        return Others.Length switch
        {
            0 => chain,
            <= MaxOthers => $"{chain}, and on to {string.Join(", ", Others)}",
            _ => $"{chain}, and on to {string.Join(", ", Others.Take(MaxOthers))} and {Others.Length - MaxOthers} more",
        };
    }
}
