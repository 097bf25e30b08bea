// What the default comparers run for a type.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class Comparisons
{
    /// <summary>What EqualityComparer&lt;T&gt;.Default runs: <paramref name="runs"/> for each method, <paramref name="unknown"/> where it cannot be said.</summary>
    /// <param name="type">T.</param>
    /// <param name="runs">Called with each method.</param>
    /// <param name="unknown">Called with what it does.</param>
    /// <param name="compares">Values are compared.</param>
    /// <param name="hashes">Hash codes are taken.</param>
    public static void Equality(ITypeSymbol? type, Action<IMethodSymbol> runs, Action<string> unknown, bool compares = true, bool hashes = true)
    {
        type = WithoutNullable(type);
        if (IsOfRuntime(type))
        {
            return;
        }

        if (type is null or { IsReferenceType: true, IsSealed: false })
        {
            unknown("compares values of a type that is not known");
            return;
        }

        var equals = InInterface(type, "IEquatable", "Equals");
        if (compares && equals is null && type.IsValueType)
        {
            unknown($"boxes {type.ShortName()}, which does not implement IEquatable, to compare it");
            return;
        }

        foreach (var method in new[] { compares ? equals ?? Overridden(type, "Equals") : null, hashes ? Overridden(type, "GetHashCode") : null })
        {
            if (method is { ContainingType.SpecialType: SpecialType.System_ValueType })
            {
                unknown($"takes the hash code of {type.ShortName()}, which does not override GetHashCode()");
            }
            else if (method is not null and not { ContainingType.SpecialType: SpecialType.System_Object })
            {
                runs(method);
            }
        }
    }

    /// <summary>What Comparer&lt;T&gt;.Default runs.</summary>
    public static void Order(ITypeSymbol? type, Action<IMethodSymbol> runs, Action<string> unknown)
    {
        type = WithoutNullable(type);
        if (IsOfRuntime(type))
        {
            return;
        }

        if (type is { IsSealed: true } or { IsValueType: true } && InInterface(type, "IComparable", "CompareTo") is { } compare)
        {
            runs(compare);
        }
        else
        {
            unknown(type is null ? "orders values of a type that is not known" : $"orders {type.ShortName()} by a method that is not known");
        }
    }

    /// <summary>The method of the framework looks for a value by comparing, and takes no hash code.</summary>
    public static bool OnlyCompares(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "Array" or "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        { Name: "List" or "Queue" or "Stack" or "LinkedList", ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } } => true,
        _ => false,
    };

    // The comparers of `T?` compare the values as their type does, without a box.
    private static ITypeSymbol? WithoutNullable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ TypeKind: TypeKind.Struct } value] } ? value : type;

    private static bool IsOfRuntime(ITypeSymbol? type) => type?.TypeKind == TypeKind.Enum
        || type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Decimal
            or (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            or SpecialType.System_DateTime;

    private static IMethodSymbol? InInterface(ITypeSymbol type, string contract, string name)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.Name == contract && IsInSystem(implemented)
                && implemented.TypeArguments is [var argument] && SymbolEqualityComparer.Default.Equals(argument, type)
                && implemented.GetMembers(name) is [var member, ..])
            {
                return type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
            }
        }

        return null;
    }

    private static bool IsInSystem(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static IMethodSymbol? Overridden(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(name))
            {
                if (member is IMethodSymbol { IsOverride: true } or IMethodSymbol { IsVirtual: true, ContainingType.SpecialType: SpecialType.System_Object })
                {
                    return (IMethodSymbol)member;
                }
            }
        }

        return null;
    }
}
