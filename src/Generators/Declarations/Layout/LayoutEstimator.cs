// The size of an unmanaged type, as the runtime will lay it out, where that can be known from the source.
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Follows the runtime's layout of value types without references, in a 64-bit process. It answers only where the whole
/// type is in view: built-in types, and structs of this compilation. Anything else (types of other assemblies, whose
/// private fields a reference assembly hides, generic types, automatic layout) is <see langword="null"/>, never a guess.
/// </summary>
internal sealed class LayoutEstimator
{
    // A type larger than this cannot be loaded as an inline array; sums are kept far from overflow by it as well.
    private const long LargestInlineArrayBytes = 1 << 20;

    private const long LargestBytes = int.MaxValue / 2;

    private readonly IAssemblySymbol _assembly;

    // A struct that holds itself is an error of the compiler's, but is asked about before it says so.
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

    private LayoutEstimator(IAssemblySymbol assembly) => _assembly = assembly;

    /// <summary>What <c>Unsafe.SizeOf</c> will give for the type, or <see langword="null"/>.</summary>
    /// <param name="type">Any type.</param>
    /// <param name="assembly">The assembly being compiled. Types of others can change without it being compiled again.</param>
    public static int? SizeBytes(ITypeSymbol type, IAssemblySymbol assembly) => new LayoutEstimator(assembly).Of(type)?.SizeBytes;

    private TypeLayout? Of(ITypeSymbol type)
    {
        switch (type)
        {
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                return new TypeLayout(PrimitiveLayout.PointerBytes, PrimitiveLayout.PointerBytes);
            case INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying }:
                return PrimitiveLayout.Of(underlying.SpecialType);
            case INamedTypeSymbol { TypeKind: TypeKind.Struct } named:
                return PrimitiveLayout.Of(named.SpecialType) ?? (StructSource.IsInView(named, _assembly) ? OfStruct(named) : null);
            default:
                return null;
        }
    }

    private TypeLayout? OfStruct(INamedTypeSymbol type)
    {
        if (!_open.Add(type))
            return null;

        var layout = OfDeclared(type);
        _open.Remove(type);
        return layout;
    }

    private TypeLayout? OfDeclared(INamedTypeSymbol type)
    {
        var declared = DeclaredLayout.Of(type);
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        if (declared.InlineLength is { } length)
            return OfInlineArray(fields, length, declared);

        return declared.Kind switch
        {
            LayoutKind.Sequential => OfFields(fields, declared, isExplicit: false),
            LayoutKind.Explicit => OfFields(fields, declared, isExplicit: true),
            _ => null,
        };
    }

    private TypeLayout? OfFields(List<IFieldSymbol> fields, DeclaredLayout declared, bool isExplicit)
    {
        long end = 0;
        var alignment = 1;
        foreach (var field in fields)
        {
            if (OfField(field) is not { } layout)
                return null;

            var fieldAlignment = declared.Pack > 0 ? Math.Min(layout.Alignment, declared.Pack) : layout.Alignment;
            alignment = Math.Max(alignment, fieldAlignment);
            var offset = isExplicit ? OffsetOf(field) : AlignUp(end, fieldAlignment);
            end = Math.Max(end, offset + layout.SizeBytes);
        }

        // A declared size replaces the rounding up to the alignment, but never cuts a field off.
        var size = declared.SizeBytes > 0 ? Math.Max(end, declared.SizeBytes) : AlignUp(Math.Max(end, 1), alignment);
        return size > LargestBytes ? null : new TypeLayout((int)size, alignment);
    }

    private TypeLayout? OfInlineArray(List<IFieldSymbol> fields, int length, DeclaredLayout declared)
    {
        if (length <= 0 || declared.Kind != LayoutKind.Sequential || declared.SizeBytes > 0 || declared.Pack > 0 || fields is not [var element])
            return null;
        if (OfField(element) is not { } layout)
            return null;

        // The runtime lays out one element as a struct of its own, rounded up, and repeats that.
        var size = AlignUp(layout.SizeBytes, layout.Alignment) * length;
        return size > LargestInlineArrayBytes ? null : layout with { SizeBytes = (int)size };
    }

    private TypeLayout? OfField(IFieldSymbol field)
    {
        if (!field.IsFixedSizeBuffer)
            return Of(field.Type);
        if (field is not { FixedSize: > 0, Type: IPointerTypeSymbol { PointedAtType.SpecialType: var element } })
            return null;
        if (PrimitiveLayout.Of(element) is not { } layout)
            return null;

        var size = (long)layout.SizeBytes * field.FixedSize;
        return size > LargestBytes ? null : layout with { SizeBytes = (int)size };
    }

    private static int OffsetOf(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.AttributeClass.IsCalled("System.Runtime.InteropServices", nameof(FieldOffsetAttribute))
                && attribute.ConstructorArguments is [{ Value: int offset }])
                return offset;
        }

        return 0;
    }

    private static long AlignUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
