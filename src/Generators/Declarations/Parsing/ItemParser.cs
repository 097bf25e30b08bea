// The T of ObjectReserve<T>, ObjectShare<T> and InstanceReserve<T>.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads and checks the item type of a property.</summary>
internal static class ItemParser
{
    private static readonly SymbolDisplayFormat s_emitted = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>False when the item type is not usable; true with <see langword="null"/> for units that have none.</summary>
    public static bool TryParse(IPropertySymbol property, Unit unit, ParseScope scope, out ItemModel? item)
    {
        item = null;
        if (unit is not (Unit.Objects or Unit.Instances))
            return true;

        var type = ((INamedTypeSymbol)property.Type).TypeArguments[0];
        if (type.IsOfOneFile())
        {
            scope.Problems.AddCompilerError(property);
            return false;
        }

        UnknownLayout? unknown = null;
        var size = unit == Unit.Objects ? LayoutEstimator.SizeBytes(type, scope.Compilation, out unknown) : null;
        if (Refusal(type, unit, size, scope) is { } refusal)
        {
            var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            scope.Problems.AddOnType(ProblemKind.ItemType, property, property.Name, name, refusal);
            return false;
        }

        if (unit == Unit.Objects && !type.IsUnmanagedType)
        {
            // The constraint of ObjectReserve<T>, which the compiler reports.
            scope.Problems.AddCompilerError(property);
            return false;
        }

        if (scope.RequireConstantEstimates && unknown != null)
        {
            var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            scope.Problems.AddOnType(ProblemKind.UnknownSize, property, property.Name, name, unknown.Explain());
            return false;
        }

        item = new ItemModel(
            type.ToDisplayString(s_emitted), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), size,
            unit == Unit.Instances ? ClassLayout.ManagedBytes(type, scope.Compilation) : null);
        return true;
    }

    private static string? Refusal(ITypeSymbol type, Unit unit, int? size, ParseScope scope)
    {
        if (unit == Unit.Instances)
            return InstanceItem.Refusal(type, scope);
        if (!scope.Compilation.IsSymbolAccessibleWithin(type, scope.Tree))
            return $"'{scope.Tree.Name}' cannot reach it; make it, and the types around it, at least internal";
        return size > ObjectEstimate.LargestObjectBytes
            ? $"it has {size} bytes, more than the {ObjectEstimate.LargestObjectBytes} of the largest run of pages; reserve pages instead"
            : null;
    }
}
