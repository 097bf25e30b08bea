// Element types and values that the compiler can store in the image instead of building them.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class ConstantData
{
    public static bool IsBlittable(ITypeSymbol type) =>
        (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType is
            SpecialType.System_Boolean or SpecialType.System_Char
            or SpecialType.System_SByte or SpecialType.System_Byte
            or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32
            or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double;

    public static bool IsConstant(IOperation value) => value.ConstantValue.HasValue;
}
