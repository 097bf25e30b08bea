// A reserve property that may be left without its other half, as values.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>A property that gets its other half from a tree, or a placeholder if the tree is refused.</summary>
/// <param name="IsInTree">Whether a tree leads to it, which has the error.</param>
/// <param name="Place">The type it is declared in, as the innermost container.</param>
/// <param name="Declaration">Its modifiers, type and name.</param>
/// <param name="Accessors">Its accessors as written, modifiers and keyword.</param>
internal sealed record UnfinishedProperty(bool IsInTree, TypePath Place, string Declaration, EquatableArray<string> Accessors)
{
    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <param name="property">The property.</param>
    /// <param name="syntax">Its declaration.</param>
    /// <param name="tree">The tree that leads to it, if one does.</param>
    /// <returns>Null where no other half can be written: the compiler says why.</returns>
    public static UnfinishedProperty? Of(IPropertySymbol property, PropertyDeclarationSyntax syntax, INamedTypeSymbol? tree)
    {
        if (property is not { IsPartialDefinition: true, PartialImplementationPart: null, IsIndexer: false, IsExtern: false, RefKind: RefKind.None }
            || property.ContainingType is not { } type
            || !property.ExplicitInterfaceImplementations.IsEmpty
            || syntax.ContainsDiagnostics
            || property.Type.HasErrors()
            || property.Type.IsOfOneFile()
            || property.ContainingType.GetMembers(property.Name).Length > 1
            || BreaksConstraint(property.Type)
            || syntax.AccessorList == null)
            return null;
        for (var outer = type; outer != null; outer = outer.ContainingType)
        {
            if (!outer.IsPartial() || outer.IsFileLocal || !outer.TypeParameters.IsEmpty)
                return null;
        }

        return new UnfinishedProperty(
            tree != null,
            TypePaths.Of(property),
            $"{property.ModifiersWithoutPartial()} partial {property.Type.ToDisplayString(s_type)} {TypePaths.Identifier(property)}",
            new([.. syntax.AccessorList.Accessors.Select(accessor => $"{accessor.Modifiers} {accessor.Keyword.ValueText}".TrimStart())]));
    }

    // The compiler says so where the property is declared, and would say it of its other half once more.
    private static bool BreaksConstraint(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeParameters: [var parameter], TypeArguments: [var argument] }
        && ((parameter.HasUnmanagedTypeConstraint && !argument.IsUnmanagedType) || (parameter.HasReferenceTypeConstraint && !argument.IsReferenceType));
}
