// Type arguments in the order of metadata: those of the outermost type first, those of the method last.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class Generics
{
    /// <summary>The type and those around it, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Enclosing(INamedTypeSymbol? type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (; type is not null; type = type.ContainingType)
        {
            types.Push(type);
        }

        return types;
    }

    /// <summary>All type parameters that a body of <paramref name="method"/> sees of its own and its types.</summary>
    public static ImmutableArray<ITypeParameterSymbol> ParametersOf(IMethodSymbol method) =>
        [.. Enclosing(method.ContainingType?.OriginalDefinition).SelectMany(t => t.TypeParameters), .. method.OriginalDefinition.TypeParameters];

    /// <summary>What a call of <paramref name="method"/> puts for each of them.</summary>
    public static IEnumerable<ITypeSymbol> ArgumentsOf(IMethodSymbol method) =>
        Enclosing(method.ContainingType).SelectMany(t => t.TypeArguments).Concat(method.TypeArguments);

    /// <summary>The type names no type parameter.</summary>
    public static bool IsClosed(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => IsClosed(array.ElementType),
        IPointerTypeSymbol pointer => IsClosed(pointer.PointedAtType),
        INamedTypeSymbol named => Enclosing(named).All(t => t.TypeArguments.All(IsClosed)),
        _ => true,
    };

    /// <summary>How deep type arguments nest: 0 for a type without.</summary>
    public static int Depth(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsGenericType: true } named => Math.Max(
            named.TypeArguments.IsEmpty ? 0 : 1 + named.TypeArguments.Max(Depth), named.ContainingType is { } outer ? Depth(outer) : 0),
        IArrayTypeSymbol array => 1 + Depth(array.ElementType),
        _ => 0,
    };
}
