// From the fields of a struct to its size and alignment: the runtime's arithmetic, on numbers alone.
using System.Runtime.InteropServices;

namespace MemallocKit.Declarations;

/// <summary>The rules of CoreCLR and NativeAOT, which agree on all of them. <see langword="null"/> where they refuse the type.</summary>
internal static class StructLayoutRules
{
    // A type larger than this cannot be loaded as an inline array; sums are kept far from overflow by it as well.
    private const long LargestInlineArrayBytes = 1 << 20;

    private const long LargestBytes = int.MaxValue / 2;

    public static TypeLayout? Lay(DeclaredLayout declared, IReadOnlyList<FieldLayout> fields)
    {
        var hasReferences = fields.Any(field => field.Layout.HasReferences);
        if (declared.InlineLength is { } length)
            return InlineArray(declared, fields, length, hasReferences);
        return declared.Kind switch
        {
            LayoutKind.Explicit => InOrder(declared, fields, isExplicit: true, hasReferences),
            LayoutKind.Sequential when !hasReferences => InOrder(declared, fields, isExplicit: false, hasReferences),

            // An order that was asked for is kept only where no reference is involved.
            LayoutKind.Sequential or LayoutKind.Auto => AutoLayoutRules.Struct(fields),
            _ => null,
        };
    }

    public static long AlignUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;

    /// <summary>A value of a size and alignment, as a struct, or <see langword="null"/> where no type is that large.</summary>
    public static TypeLayout? Struct(long size, int alignment, bool hasReferences) =>
        size > LargestBytes ? null : new TypeLayout((int)size, alignment, hasReferences ? FieldKind.StructWithReferences : FieldKind.Struct);

    private static TypeLayout? InOrder(DeclaredLayout declared, IReadOnlyList<FieldLayout> fields, bool isExplicit, bool hasReferences)
    {
        long end = 0;
        var alignment = 1;
        foreach (var (layout, declaredOffset) in fields)
        {
            var fieldAlignment = declared.Pack > 0 ? Math.Min(layout.Alignment, declared.Pack) : layout.Alignment;
            alignment = Math.Max(alignment, fieldAlignment);
            var offset = isExplicit ? declaredOffset : AlignUp(end, fieldAlignment);
            end = Math.Max(end, offset + layout.SizeBytes);
        }

        // A declared size replaces the rounding up to the alignment, but never cuts a field off.
        var size = declared.SizeBytes > 0 ? Math.Max(end, declared.SizeBytes) : AlignUp(Math.Max(end, 1), alignment);
        return Struct(size, alignment, hasReferences);
    }

    // The runtime lays out one element as a struct of its own, rounded up, and repeats that.
    private static TypeLayout? InlineArray(DeclaredLayout declared, IReadOnlyList<FieldLayout> fields, int length, bool hasReferences)
    {
        // CoreCLR and NativeAOT differ on the alignment of one in automatic layout, and refuse one of explicit layout.
        if (length <= 0 || declared.Kind != LayoutKind.Sequential || declared.SizeBytes > 0 || fields.Count != 1)
            return null;
        if (Lay(declared with { InlineLength = null }, fields) is not { } element)
            return null;

        var size = (long)element.SizeBytes * length;
        return size > LargestInlineArrayBytes ? null : Struct(size, element.Alignment, hasReferences);
    }
}
