// The size and alignment of a type.
namespace MemallocKit.Declarations;

/// <summary>What the runtime distinguishes when it orders fields by itself.</summary>
internal enum FieldKind
{
    /// <summary>A built-in number, an enum or a pointer.</summary>
    Primitive,

    /// <summary>A reference to an object.</summary>
    Reference,

    /// <summary>A struct without references.</summary>
    Struct,

    /// <summary>A struct with a reference in it, at any depth.</summary>
    StructWithReferences,
}

/// <summary>What a field of the type occupies, in bytes.</summary>
internal readonly record struct TypeLayout(int SizeBytes, int Alignment, FieldKind Kind)
{
    public bool HasReferences => Kind is FieldKind.Reference or FieldKind.StructWithReferences;

    public bool IsStruct => Kind is FieldKind.Struct or FieldKind.StructWithReferences;
}
