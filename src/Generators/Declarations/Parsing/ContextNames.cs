// The contexts that [Memalloc] or [MemallocPrime] names.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads the <c>params Type[]</c> of an attribute.</summary>
internal static class ContextNames
{
    /// <summary>The arguments one by one, or null where the compiler rejects the attribute. An array that is null has none.</summary>
    public static ImmutableArray<TypedConstant>? Arguments(AttributeData attribute)
    {
        if (attribute.AttributeConstructor == null)
            return null;
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } argument])
            return attribute.ConstructorArguments.IsEmpty ? [] : null;
        var values = argument.IsNull ? [] : argument.Values;
        return values.Any(static value => value.Kind == TypedConstantKind.Error || value.Value is ITypeSymbol { TypeKind: TypeKind.Error })
            ? null
            : values;
    }

    /// <summary>The full names, sorted, or null where the compiler rejects the attribute.</summary>
    public static ImmutableArray<string>? In(AttributeData attribute)
    {
        if (Arguments(attribute) is not { } arguments)
            return null;
        return arguments.IsEmpty
            ? []
            : [.. arguments.Select(static argument => argument.Value).OfType<INamedTypeSymbol>().Select(TypePaths.FullName).Distinct().OrderBy(static name => name, StringComparer.Ordinal)];
    }
}
