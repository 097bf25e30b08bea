// A method of this compilation as one call sees it: with its type arguments and what is known of its arguments.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Immutable, compared by content, so that each combination is judged once.</summary>
internal sealed class Frame(IMethodSymbol? method, TypeBindings types, Argument receiver, ImmutableArray<Argument> arguments) : IEquatable<Frame>
{
    /// <summary>The method's definition.</summary>
    public IMethodSymbol Method { get; } = method!;

    public TypeBindings Types { get; } = types;

    /// <summary>Code in a scope, of which no caller is known.</summary>
    public static Frame Open { get; } = new(null, TypeBindings.Empty, default, []);

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
                return type is ITypeParameterSymbol ? argument : Argument.OfType(type);
            case { Kind: PassedKind.Exact, Symbol: ITypeSymbol exact }:
                return argument with { Symbol = Types.Apply(exact) };
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
        while (last > 0 && itsArguments[last - 1].Kind == PassedKind.Unknown)
        {
            last--;
        }

        return new Frame(callee, types, itsReceiver, last == itsArguments.Length ? itsArguments : itsArguments.RemoveRange(last, itsArguments.Length - last));
    }

    public bool Equals(Frame? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Types.Equals(other.Types)
        && Receiver.Equals(other.Receiver) && Arguments.SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Frame);

    public override int GetHashCode() =>
        unchecked((SymbolEqualityComparer.Default.GetHashCode(Method) * 31) + (Types.GetHashCode() * 17) + Arguments.Length);

    private Argument Receiver => receiver;

    private ImmutableArray<Argument> Arguments => arguments;
}
