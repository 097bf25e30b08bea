// The text of a row, for the reader in FrameworkShape.
using System.Globalization;
using System.Runtime.InteropServices;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.LayoutTables;

/// <summary>Writes a layout, or for generic types the fields that it follows from.</summary>
internal static class ShapeText
{
    /// <summary>The text, or <see langword="null"/> when the layout does not follow from metadata.</summary>
    public static string? Of(INamedTypeSymbol type, MetadataWalker walker) => OfType(type, Parameters(type), walker);

    private static string? OfType(ITypeSymbol type, IReadOnlyList<ITypeParameterSymbol> parameters, MetadataWalker walker)
    {
        if (type is ITypeParameterSymbol parameter)
            return "!" + parameters.ToList().FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate, parameter)).ToString(CultureInfo.InvariantCulture);
        if (walker.Of(type) is { } layout)
            return Constant(layout);
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsGenericType: true } named || MetadataWalker.DependsOnProcessor(named))
            return null;

        var declared = MetadataWalker.Read(named);
        if (declared.Layout is not { Pack: 0, SizeBytes: 0, Kind: LayoutKind.Sequential or LayoutKind.Auto } || walker.SetAlignment(named) != null)
            return null;
        var fields = declared.Fields.Select(field => field.FixedLength == null ? OfType(field.Type, parameters, walker) : null).ToList();
        return fields.Contains(null) ? null : $"{{{Kind(declared.Layout)} {string.Join(' ', fields)}}}";
    }

    private static string Kind(DeclaredLayout layout) => layout switch
    {
        { InlineLength: { } length } => "inline" + length.ToString(CultureInfo.InvariantCulture),
        { Kind: LayoutKind.Auto } => "auto",
        _ => "sequential",
    };

    private static string Constant(TypeLayout layout) => layout.Kind switch
    {
        FieldKind.Primitive => layout.SizeBytes.ToString(CultureInfo.InvariantCulture),
        FieldKind.Reference => "ref",
        _ => string.Create(CultureInfo.InvariantCulture, $"{layout.SizeBytes}:{layout.Alignment}{(layout.HasReferences ? "r" : "")}"),
    };

    private static IReadOnlyList<ITypeParameterSymbol> Parameters(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? [.. Parameters(outer), .. type.TypeParameters] : type.TypeParameters;
}
