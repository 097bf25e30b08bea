// Which types the type parameters of a method stand for in one instantiation.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Immutable, compared by content.</summary>
internal sealed class TypeBindings : IEquatable<TypeBindings>
{
    // Deeper arguments come from recursion that nests its own type argument, which need not end.
    private const int MaxDepth = 4;

    private readonly ImmutableArray<KeyValuePair<ITypeParameterSymbol, ITypeSymbol>> _bindings;

    private TypeBindings(ImmutableArray<KeyValuePair<ITypeParameterSymbol, ITypeSymbol>> bindings) => _bindings = bindings;

    public static TypeBindings Empty { get; } = new([]);

    /// <summary>The bindings inside a call of <paramref name="target"/> that stands where <paramref name="outer"/> holds.</summary>
    public static TypeBindings Of(IMethodSymbol target, TypeBindings outer)
    {
        // A local function or lambda sees the type parameters of what it is written in.
        var isNested = target.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        var bindings = ImmutableArray.CreateBuilder<KeyValuePair<ITypeParameterSymbol, ITypeSymbol>>();
        if (isNested)
        {
            bindings.AddRange(outer._bindings);
        }
        else
        {
            foreach (var type in Generics.Enclosing(target.ContainingType))
            {
                Add(type.OriginalDefinition.TypeParameters, type.TypeArguments, outer, bindings);
            }
        }

        Add(target.OriginalDefinition.TypeParameters, target.TypeArguments, outer, bindings);
        return bindings.Count == 0 ? Empty : new TypeBindings(bindings.ToImmutable());
    }

    /// <summary>The type that <paramref name="type"/> is here; itself where nothing is bound.</summary>
    public ITypeSymbol Apply(ITypeSymbol type)
    {
        if (_bindings.IsEmpty)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                foreach (var binding in _bindings)
                {
                    if (SymbolEqualityComparer.Default.Equals(binding.Key, parameter))
                    {
                        return binding.Value;
                    }
                }

                return type;
            case INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named:
                // Nested in a generic type, it is a member of what that becomes.
                var definition = named.OriginalDefinition;
                if (named.ContainingType is { IsGenericType: true } outer)
                {
                    definition = ((INamedTypeSymbol)Apply(outer)).GetTypeMembers(named.Name, named.Arity)
                        .FirstOrDefault(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, named.OriginalDefinition)) ?? definition;
                }

                return named.TypeArguments.IsEmpty ? definition : definition.Construct([.. named.TypeArguments.Select(Apply)]);
            default:
                return type;
        }
    }

    /// <summary>Every type parameter that <paramref name="member"/> sees stands for a type that names none.</summary>
    public bool IsClosedFor(ISymbol member) =>
        member is not IMethodSymbol method
        || (_bindings.Length == Generics.ParametersOf(method).Length && _bindings.All(b => Generics.IsClosed(b.Value)));

    public bool Equals(TypeBindings? other) =>
        other is not null && (ReferenceEquals(this, other) || _bindings.SequenceEqual(other._bindings, Comparer.Instance));

    public override bool Equals(object? obj) => Equals(obj as TypeBindings);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var binding in _bindings)
        {
            hash = unchecked((hash * 31) + SymbolEqualityComparer.Default.GetHashCode(binding.Value));
        }

        return hash;
    }

    private static void Add(
        ImmutableArray<ITypeParameterSymbol> parameters,
        ImmutableArray<ITypeSymbol> arguments,
        TypeBindings outer,
        ImmutableArray<KeyValuePair<ITypeParameterSymbol, ITypeSymbol>>.Builder bindings)
    {
        for (var i = 0; i < Math.Min(parameters.Length, arguments.Length); i++)
        {
            var argument = outer.Apply(arguments[i]);
            if (!SymbolEqualityComparer.Default.Equals(argument, parameters[i]) && Generics.Depth(argument) <= MaxDepth)
            {
                bindings.Add(new(parameters[i], argument));
            }
        }
    }

    private sealed class Comparer : IEqualityComparer<KeyValuePair<ITypeParameterSymbol, ITypeSymbol>>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(KeyValuePair<ITypeParameterSymbol, ITypeSymbol> x, KeyValuePair<ITypeParameterSymbol, ITypeSymbol> y) =>
            SymbolEqualityComparer.Default.Equals(x.Key, y.Key) && SymbolEqualityComparer.Default.Equals(x.Value, y.Value);

        public int GetHashCode(KeyValuePair<ITypeParameterSymbol, ITypeSymbol> obj) => SymbolEqualityComparer.Default.GetHashCode(obj.Value);
    }
}
