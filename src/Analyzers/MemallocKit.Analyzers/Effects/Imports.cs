// Functions of native libraries.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class Imports
{
    /// <summary>A call passes its arguments as they are; else the runtime makes copies of them, which may be on the heap.</summary>
    public static bool IsBlittable(IMethodSymbol method) =>
        IsBlittable(method.ReturnType) && method.Parameters.All(p => IsBlittable(p.Type));

    // A char or bool has a form of its own on the other side, but one that fits where it is.
    private static bool IsBlittable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Void || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer || type.IsUnmanagedType;
}
