// Types that the compiler could not find.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Finds types that are an error already, so that nothing is reported twice.</summary>
internal static class TypeErrors
{
    public static bool HasErrors(this ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(argument => argument.HasErrors()),
        IArrayTypeSymbol array => array.ElementType.HasErrors(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.HasErrors(),
        _ => false,
    };

    /// <summary>Whether a type, or an argument of it, has the modifier <c>file</c>: the compiler lets no member that others see have it.</summary>
    public static bool IsOfOneFile(this ITypeSymbol type) => type switch
    {
        INamedTypeSymbol named => named.IsFileLocal || named.ContainingType?.IsOfOneFile() == true || named.TypeArguments.Any(argument => argument.IsOfOneFile()),
        IArrayTypeSymbol array => array.ElementType.IsOfOneFile(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.IsOfOneFile(),
        _ => false,
    };
}
