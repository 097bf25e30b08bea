// Whether all that a struct holds can be seen in its source.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Declarations;

/// <summary>Tells the structs whose fields are all visible as symbols from those with more, or unknown, fields.</summary>
internal static class StructSource
{
    public static bool IsInView(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        if (!type.IsUnmanagedType || IsGeneric(type) || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly))
            return false;

        return type.DeclaringSyntaxReferences.All(reference => !HasHiddenFields(type, reference.GetSyntax()));
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var current = type; current != null; current = current.ContainingType)
        {
            if (current.IsGenericType)
                return true;
        }

        return false;
    }

    // A parameter of a primary constructor that members use becomes a field which no symbol shows. Positional record
    // parameters become properties instead, unless the user declared the property.
    private static bool HasHiddenFields(INamedTypeSymbol type, SyntaxNode declaration) =>
        declaration is TypeDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } parameters }
        && !(type.IsRecord && parameters.All(parameter => IsPositionalProperty(type, parameter)));

    private static bool IsPositionalProperty(INamedTypeSymbol type, ParameterSyntax parameter) =>
        type.GetMembers(parameter.Identifier.ValueText).OfType<IPropertySymbol>()
            .Any(property => property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() == parameter));
}
