// A call as the walk over a body finds it: the method it names, how that is chosen at run time, and what is passed.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Which code runs.</summary>
internal enum Dispatch
{
    /// <summary>The method that the call names.</summary>
    Direct,

    /// <summary>What the type of the receiver has in its place.</summary>
    Virtual,

    /// <summary>What the delegate holds.</summary>
    Delegate,
}

/// <summary>Immutable; equal only to itself.</summary>
internal sealed class Call(IMethodSymbol target, Dispatch dispatch, Location location)
{
    /// <summary>The method as the call names it, with its type arguments.</summary>
    public IMethodSymbol Target { get; } = target;

    /// <summary>Its definition, as <see cref="Callees.Normalize"/> gives it.</summary>
    public IMethodSymbol Callee { get; } = Callees.Normalize(target);

    public Dispatch Dispatch { get; } = dispatch;

    /// <summary>Where the call is written.</summary>
    public Location Location { get; } = location;

    /// <summary>It only serves a throw.</summary>
    public bool OnThrowPath { get; init; }

    /// <summary>It only runs the first time, to fill something that is kept.</summary>
    public bool OnFirstCall { get; init; }

    /// <summary>The object, or delegate, that it is called on.</summary>
    public Argument Receiver { get; init; }

    /// <summary>By the ordinals of the parameters; shorter where nothing is known of the rest.</summary>
    public ImmutableArray<Argument> Arguments { get; init; } = [];

    /// <summary>All optional parameters are left out.</summary>
    public bool WithDefaults { get; init; }

    /// <summary>Nothing that it does goes higher on the ladder.</summary>
    public Rung Cap => OnThrowPath ? Rung.ThrowsOnly : OnFirstCall ? Rung.FirstCallOnly : Rung.Allocates;
}
