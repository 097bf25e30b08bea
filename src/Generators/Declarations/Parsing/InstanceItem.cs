// Whether instances of a class can be built by the generated code.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The generator writes <c>new T()</c>: this finds out beforehand whether that compiles.</summary>
internal static class InstanceItem
{
    public static string? Refusal(ITypeSymbol type, ParseScope scope)
    {
        if (type.NullableAnnotation == NullableAnnotation.Annotated)
            return "an instance is never null; remove the '?'";
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named)
            return "only a class that is not abstract can be instantiated";

        var constructor = named.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
        if (constructor == null)
            return "it has no parameterless constructor; add one";
        if (!scope.Compilation.IsSymbolAccessibleWithin(constructor, scope.Tree))
            return $"'{scope.Tree.Name}' cannot reach its parameterless constructor; make class and constructor at least internal";
        if (HasRequiredMembers(named) && !SetsRequiredMembers(constructor))
            return "its parameterless constructor leaves required members unset; mark it [SetsRequiredMembers]";
        return null;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var current = type; current != null; current = current.BaseType)
        {
            if (current.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }

        return false;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) => constructor.GetAttributes().Any(
        attribute => attribute.AttributeClass.IsCalled("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute"));
}
