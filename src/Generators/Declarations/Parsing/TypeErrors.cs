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
}
