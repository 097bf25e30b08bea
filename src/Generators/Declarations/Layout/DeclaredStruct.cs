// A struct or class as its layout is declared: attributes and fields, nothing computed.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>One instance field.</summary>
/// <param name="Symbol">What the user wrote: the field, or the event that becomes one.</param>
/// <param name="Type">Its type; for a fixed-size buffer that of an element.</param>
/// <param name="Offset">Where explicit layout puts it.</param>
/// <param name="FixedLength">The elements of a fixed-size buffer, or <see langword="null"/>.</param>
internal readonly record struct DeclaredField(ISymbol Symbol, ITypeSymbol Type, int Offset, int? FixedLength)
{
    public static DeclaredField Of(IFieldSymbol field, int offset) => field.IsFixedSizeBuffer && field.Type is IPointerTypeSymbol buffer
        ? new DeclaredField(field, buffer.PointedAtType, offset, field.OriginalDefinition.FixedSize)
        : new DeclaredField(field, field.Type, offset, null);
}

/// <summary>Everything that the layout of a type follows from, in the order in which the compiler emits it.</summary>
internal sealed record DeclaredStruct(DeclaredLayout Layout, IReadOnlyList<DeclaredField> Fields);
