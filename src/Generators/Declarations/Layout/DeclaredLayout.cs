// What attributes say about the layout of a struct.
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The arguments of <c>StructLayout</c> and <c>InlineArray</c> on a struct; what C# assumes where they are absent.</summary>
internal readonly record struct DeclaredLayout(LayoutKind Kind, int Pack, int SizeBytes, int? InlineLength)
{
    public static DeclaredLayout Of(INamedTypeSymbol type)
    {
        var declared = new DeclaredLayout(LayoutKind.Sequential, 0, 0, null);
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass.IsCalled("System.Runtime.InteropServices", nameof(StructLayoutAttribute)))
                declared = declared.With(attribute);
            else if (attribute.AttributeClass.IsCalled("System.Runtime.CompilerServices", "InlineArrayAttribute"))
                declared = declared with { InlineLength = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: int length }] ? length : 0 };
        }

        return declared;
    }

    /// <summary>Whether a class asks for a layout; the runtimes choose it by themselves for all others.</summary>
    public static bool IsOn(INamedTypeSymbol type) => type.GetAttributes().Any(
        attribute => attribute.AttributeClass.IsCalled("System.Runtime.InteropServices", nameof(StructLayoutAttribute)));

    private DeclaredLayout With(AttributeData attribute)
    {
        var result = this;
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Enum or TypedConstantKind.Primitive, Value: int or short } kind])
            result = result with { Kind = (LayoutKind)Convert.ToInt32(kind.Value) };
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Value.Kind != TypedConstantKind.Primitive)
                continue;
            if (argument is { Key: nameof(StructLayoutAttribute.Pack), Value.Value: int pack })
                result = result with { Pack = pack };
            else if (argument is { Key: nameof(StructLayoutAttribute.Size), Value.Value: int size })
                result = result with { SizeBytes = size };
        }

        return result;
    }
}
