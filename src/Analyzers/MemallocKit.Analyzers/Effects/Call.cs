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

    /// <summary>The method, local function or initializer that it is written in, where its parameters are of use.</summary>
    public ISymbol? Function { get; init; }

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

    /// <summary>The callee's body is reported where it is written, though nothing marks it.</summary>
    public bool IsOfScope { get; private init; }

    /// <summary>What it runs depends on parameters or type parameters of the function that it is written in.</summary>
    public bool DependsOnCaller => IsOfCaller(Receiver) || Arguments.Any(IsOfCaller) || Generics.ArgumentsOf(Target).Any(t => !Generics.IsClosed(t));

    /// <summary>The same call, of a local function that is written in the scope.</summary>
    public Call OfScope() => new(Target, Dispatch, Location)
    {
        Function = Function,
        OnThrowPath = OnThrowPath,
        OnFirstCall = OnFirstCall,
        Receiver = Receiver,
        Arguments = Arguments,
        WithDefaults = WithDefaults,
        IsOfScope = true,
    };

    private static bool IsOfCaller(Argument argument) => argument switch
    {
        { Kind: PassedKind.Parameter, Ordinal: not Argument.This } => true,
        { Kind: PassedKind.Exact, Symbol: ITypeSymbol type } => !Generics.IsClosed(type),
        _ => false,
    };

    /// <summary>Nothing that it does goes higher on the ladder.</summary>
    public Rung Cap => OnThrowPath ? Rung.ThrowsOnly : OnFirstCall ? Rung.FirstCallOnly : Rung.Allocates;
}
