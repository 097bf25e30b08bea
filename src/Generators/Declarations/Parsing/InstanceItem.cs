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

        var constructor = Constructor(named);
        if (constructor == null)
            return "it has no parameterless constructor; add one";
        if (!scope.Compilation.IsSymbolAccessibleWithin(constructor, scope.Tree))
            return $"'{scope.Tree.Name}' cannot reach its parameterless constructor; make class and constructor at least internal";
        if (UseWarnings.AreErrors(constructor))
            return "its parameterless constructor is obsolete, and calling it an error; add one that is not";
        if (HasRequiredMembers(named) && !SetsRequiredMembers(constructor))
            return "its parameterless constructor leaves required members unset; mark it [SetsRequiredMembers]";
        return null;
    }

    /// <summary>The constructor that <c>new T()</c> calls, if there is one.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);

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
