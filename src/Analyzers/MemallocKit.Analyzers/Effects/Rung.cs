// The ladder of effects, from nothing to an allocation that is certain.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>How far an effect goes; a scope is as good as the highest rung that its code reaches.</summary>
internal enum Rung
{
    /// <summary>Allocates nothing.</summary>
    Never,

    /// <summary>Allocates only to throw.</summary>
    ThrowsOnly,

    /// <summary>Allocates the first time only, which priming can bring forward.</summary>
    FirstCallOnly,

    /// <summary>May allocate: what it calls is not known, or depends on what others write.</summary>
    Unknown,

    /// <summary>Allocates.</summary>
    Allocates,
}

/// <summary>Why a call is where it is on the ladder; rules part what is on one rung by it.</summary>
internal enum FindingKind
{
    /// <summary>The code itself does it.</summary>
    Code,

    /// <summary>The code takes memory that the collector has nothing to do with.</summary>
    Unmanaged,

    /// <summary>The callee has neither contract nor summary, or one that does not say that it is free.</summary>
    Callee,

    /// <summary>The call runs code that others write, and no contract binds it.</summary>
    NoContract,
}

/// <summary>What comes of a call, from best to worst: one rule each.</summary>
internal enum Outcome
{
    Throws,
    FirstCall,
    Unmanaged,
    NoContract,
    Unknown,
    Allocates,
}

/// <summary>What stands at the end of a chain of calls.</summary>
/// <param name="Rung">Never <see cref="Rung.Never"/>.</param>
/// <param name="Kind">Which rule it belongs to, where the rung leaves that open.</param>
/// <param name="Name">The method that is to blame, for messages.</param>
/// <param name="What">What it does, as the last station of a chain: <c>new byte[]</c>, <c>List&lt;T&gt;.Add may grow</c>.</param>
internal sealed record Finding(Rung Rung, FindingKind Kind, string Name, string What)
{
    /// <summary>The method of another assembly through which it runs, where that is what is called.</summary>
    public string? Runner { get; init; }

    /// <summary>What to do about it, at the end of messages, where that depends on who declares it.</summary>
    public string Advice { get; init; } = MissingContract.MarkIt;

    /// <summary>The method of another assembly that is to blame, where one is: lists may know what to write instead.</summary>
    public IMethodSymbol? Member { get; init; }

    /// <summary>Whose first call it is, where it is one.</summary>
    public FirstCall? First { get; init; }

    public Outcome Outcome => Rung switch
    {
        Rung.ThrowsOnly => Outcome.Throws,
        Rung.FirstCallOnly => Outcome.FirstCall,
        Rung.Unknown => Kind == FindingKind.NoContract ? Outcome.NoContract : Outcome.Unknown,
        _ => Kind == FindingKind.Unmanaged ? Outcome.Unmanaged : Outcome.Allocates,
    };

    /// <summary>The same, no higher on the ladder than <paramref name="cap"/>, which is of the first call of <paramref name="first"/>.</summary>
    public Finding Under(Rung cap, FirstCall? first) => Rung <= cap
        ? Rung == Rung.FirstCallOnly && First is null ? this with { First = first } : this
        : this with { Rung = cap, First = cap == Rung.FirstCallOnly ? first : null };
}
