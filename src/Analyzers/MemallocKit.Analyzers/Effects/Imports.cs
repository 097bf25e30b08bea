// Methods whose body is elsewhere: functions of native libraries, and what gives access to private members.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class Imports
{
    private const int FieldKind = 3;

    /// <summary>What a call of an <c>extern</c> method comes to, or <see langword="null"/>: nothing.</summary>
    public static Finding? FindingOf(IMethodSymbol method)
    {
        var name = method.ShortName();
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute is { AttributeClass: { Name: "UnsafeAccessorAttribute", ContainingNamespace.Name: "CompilerServices" }, ConstructorArguments: var arguments })
            {
                // A field, static or not, is only an address.
                return arguments is [{ Value: >= FieldKind }] ? null
                    : new Finding(Rung.Unknown, FindingKind.Callee, name, $"{name} runs a member that is found by its name");
            }
        }

        // Measured: the first call of each function makes some objects, the first into a library more.
        return IsBlittable(method.ReturnType) && method.Parameters.All(p => IsBlittable(p.Type))
            ? new Finding(Rung.FirstCallOnly, FindingKind.Callee, name, $"{name} is bound to its library by the first call") { First = FirstCall.Of(method) }
            : new Finding(Rung.Unknown, FindingKind.Callee, name, $"{name} is native and has parameters to marshal");
    }

    // Arguments that are passed as they are; of others the runtime makes copies, which may be on the heap. A char or bool has a form of its own on the
    // other side, but one that fits where it is.
    private static bool IsBlittable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Void || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer || type.IsUnmanagedType;
}
