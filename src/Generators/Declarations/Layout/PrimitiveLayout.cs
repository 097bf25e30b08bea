// Types whose layout the runtime itself fixes.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Layouts of the built-in types in a 64-bit process.</summary>
internal static class PrimitiveLayout
{
    public const int PointerBytes = 8;

    public static readonly TypeLayout Pointer = Natural(PointerBytes);

    public static readonly TypeLayout Reference = new(PointerBytes, PointerBytes, FieldKind.Reference);

    public static TypeLayout? Of(SpecialType type) => type switch
    {
        SpecialType.System_Boolean or SpecialType.System_SByte or SpecialType.System_Byte => Natural(1),
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => Natural(2),
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => Natural(4),
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => Natural(8),
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr => Pointer,
        _ => null,
    };

    public static TypeLayout Natural(int bytes) => new(bytes, bytes, FieldKind.Primitive);
}
