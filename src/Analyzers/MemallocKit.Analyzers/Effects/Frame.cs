// A method of this compilation as one call sees it: with its type arguments and what is known of its arguments.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Immutable, compared by content, so that each combination is judged once.</summary>
internal sealed class Frame(
    IMethodSymbol? method,
    TypeBindings types,
    Argument receiver,
    ImmutableArray<Argument> arguments,
    bool defers = false,
    bool onlyGiven = false) : IEquatable<Frame>
{
    /// <summary>The method's definition.</summary>
    public IMethodSymbol Method { get; } = method!;

    public TypeBindings Types { get; } = types;

    /// <summary>Code in a scope, of which no caller is known.</summary>
    public static Frame Open { get; } = new(null, TypeBindings.Empty, default, []);

    /// <summary>Reached from a scope whose own parameters and type parameters are judged for each call of it.</summary>
    public bool Defers { get; } = defers;

    /// <summary>The body is a scope, judged where it is written: only what its callers gave it is left to judge.</summary>
    public bool OnlyGiven { get; } = onlyGiven;

    /// <summary>Code in the scope <paramref name="method"/>, of which every call is judged.</summary>
    public static Frame Deferring(IMethodSymbol method) => new(
        null, TypeBindings.Empty, default, [.. method.Parameters.Select(static _ => new Argument(PassedKind.Unknown) { IsDeferred = true })], defers: true);

    /// <summary>What <paramref name="argument"/>, found in this method's body, is in this frame.</summary>
    public Argument Resolve(Argument argument)
    {
        switch (argument)
        {
            case { Kind: PassedKind.Parameter, Ordinal: Argument.This }:
                return receiver;
            case { Kind: PassedKind.Parameter, Ordinal: var ordinal }:
                return ordinal < arguments.Length ? arguments[ordinal] : default;
            case { Kind: PassedKind.Exact, Symbol: ITypeParameterSymbol parameter }:
                var type = Types.Apply(parameter);
                return type is ITypeParameterSymbol
                    ? argument with { IsDeferred = Defers, IsGiven = OnlyGiven }
                    : Argument.OfType(type) with { IsGiven = OnlyGiven };
            case { Kind: PassedKind.Exact, Symbol: ITypeSymbol exact }:
                return argument with { Symbol = Types.Apply(exact), IsGiven = argument.IsGiven || (OnlyGiven && !Generics.IsClosed(exact)) };
            case { Kind: PassedKind.Method, Symbol: IMethodSymbol named, Types: null }:
                return argument with { Types = TypeBindings.Of(named, Types) };
            default:
                return argument;
        }
    }

    /// <summary>The frame of a call that stands in this one; only arguments that could run code tell it from others.</summary>
    public Frame Enter(IMethodSymbol callee, TypeBindings types, Argument itsReceiver, ImmutableArray<Argument> itsArguments)
    {
        var last = itsArguments.Length;
        while (last > 0 && itsArguments[last - 1] == default)
        {
            last--;
        }

        var known = last == itsArguments.Length ? itsArguments : itsArguments.RemoveRange(last, itsArguments.Length - last);
        return new Frame(callee, types, itsReceiver, known, Defers, OnlyGiven);
    }

    /// <summary>The frame of a call of a scope that left its parameters to its callers.</summary>
    public Frame EnterGiven(IMethodSymbol callee, TypeBindings types, ImmutableArray<Argument> itsArguments) => OnlyGiven
        ? Enter(callee, types, default, itsArguments)
        : new Frame(
            callee,
            types,
            default,
            [.. callee.Parameters.Select(p => (p.Ordinal < itsArguments.Length ? itsArguments[p.Ordinal] : default) with { IsGiven = true })],
            Defers,
            onlyGiven: true);

    /// <summary>The same for code that what was given chose: all of it is to be judged.</summary>
    public Frame Whole() => OnlyGiven ? new Frame(Method, Types, Receiver, Arguments, Defers) : this;

    public bool Equals(Frame? other) =>
        other is not null && Defers == other.Defers && OnlyGiven == other.OnlyGiven && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Types.Equals(other.Types)
        && Receiver.Equals(other.Receiver) && Arguments.SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Frame);

    public override int GetHashCode() =>
        unchecked((SymbolEqualityComparer.Default.GetHashCode(Method) * 31) + (Types.GetHashCode() * 17) + Arguments.Length);

    private Argument Receiver => receiver;

    private ImmutableArray<Argument> Arguments => arguments;
}
