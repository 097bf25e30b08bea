// What a called method does that the context around its caller has to allow.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Contexts.Callees;

internal enum ContextEffectKind
{
    /// <summary>A reserve is charged.</summary>
    Charge,

    /// <summary>A reserve is charged, and the charge outlasts the call.</summary>
    KeptCharge,

    /// <summary>A reserve is certainly asked for, and what it gave is given back before the call returns.</summary>
    RentAndReturn,

    /// <summary>Something is uncharged.</summary>
    Uncharge,

    /// <summary>Another thread is waited for.</summary>
    ThreadWait,

    /// <summary>Memory is waited for, without end.</summary>
    EndlessWait,

    /// <summary>Memory is waited for, up to a deadline.</summary>
    MemoryWait,

    /// <summary>A lock is taken.</summary>
    Lock,

    /// <summary>A context is entered.</summary>
    Enter,

    /// <summary>A context is primed, or handed to somebody who may.</summary>
    Prime,
}

/// <param name="Kind">What happens.</param>
/// <param name="Target">The reserve as the method names it, the field that is locked, or the context; <see langword="null"/> where nobody can tell.</param>
/// <param name="What">How messages name it, as the last station of a chain.</param>
internal sealed record ContextEffect(ContextEffectKind Kind, ReserveKey? Target, string What)
{
    /// <summary>How much is charged, where a constant says so.</summary>
    public long? Amount { get; init; }

    /// <summary>The methods from the one that is called to the one that does it.</summary>
    public ImmutableArray<string> Callees { get; init; } = [];

    /// <summary>The calls between them, then what the last one does.</summary>
    public ImmutableArray<Location> Locations { get; init; } = [];

    /// <summary>Two effects of one key differ in how they are reached only.</summary>
    public (ContextEffectKind Kind, ReserveKey? Target, string What) Key => (Kind, Target, What);

    /// <summary>The chain as messages print it, from the method that makes the call.</summary>
    public string From(ISymbol caller) => string.Join(" → ", Callees.Insert(0, caller.ContainingMember().ShortName()).Add(What));

    /// <summary>The nearer one is less; of two chains of one length, that whose names come first.</summary>
    public int CompareTo(ContextEffect other) => Callees.Length != other.Callees.Length
        ? Callees.Length - other.Callees.Length
        : string.CompareOrdinal(string.Join(" ", Callees), string.Join(" ", other.Callees));

    /// <summary>The effect as the caller of <paramref name="callee"/> sees it.</summary>
    public ContextEffect Through(IMethodSymbol callee, ReserveKey? target) => this with { Target = target, Callees = Callees.Insert(0, callee.ShortName()) };
}
