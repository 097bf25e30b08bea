// Rules on how a reserve property is written.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Checks that the generator can write the other half of a property.</summary>
internal static class PropertyShape
{
    public static void Check(IPropertySymbol property, ProblemList problems)
    {
        if (IsCompletable(property))
            return;

        var type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        problems.AddOnName(ProblemKind.PropertyShape, property, property.Name, $"static partial {type} {TypePaths.Identifier(property)} {{ get; }}");
    }

    private static bool IsCompletable(IPropertySymbol property) =>
        property is
        {
            IsStatic: true,
            IsPartialDefinition: true,
            IsIndexer: false,
            IsExtern: false,
            RefKind: RefKind.None,
            GetMethod: not null,
            SetMethod: null,
            ExplicitInterfaceImplementations.IsEmpty: true,
        }
        && (property.PartialImplementationPart == null || property.IsEmitted());
}
