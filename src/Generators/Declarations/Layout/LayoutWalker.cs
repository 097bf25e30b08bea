// From a type to its layout, through the types of its fields.
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Walks down to types whose layout is given. Where structs are declared, and which are known, is up to derived classes.</summary>
internal abstract class LayoutWalker(LayoutTarget target)
{
    // Broken source can declare a struct that holds itself, or ever larger instantiations of itself.
    private const int DeepestNesting = 100;

    private readonly Dictionary<ITypeSymbol, TypeLayout?> _structs = new(SymbolEqualityComparer.Default);
    private int _depth;

    /// <summary>Why the last answer was <see langword="null"/>.</summary>
    public UnknownLayout? Unknown { get; private set; }

    protected LayoutTarget Target => target;

    /// <summary>What a field of the type occupies, or <see langword="null"/>, and then <see cref="Unknown"/> says why.</summary>
    public TypeLayout? Of(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => PrimitiveLayout.Pointer,
        INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } => OfEnum(type, underlying),
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named => PrimitiveLayout.Of(named.SpecialType) ?? OfStructOnce(named),
        { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Delegate or TypeKind.Array or TypeKind.Dynamic } => PrimitiveLayout.Reference,
        _ => OfOther(type),
    };

    /// <summary>The layout of an enumeration.</summary>
    protected virtual TypeLayout? OfEnum(ITypeSymbol type, INamedTypeSymbol underlying) => PrimitiveLayout.Of(underlying.SpecialType);

    /// <summary>The layout of a struct that is no built-in type.</summary>
    protected abstract TypeLayout? OfStruct(INamedTypeSymbol type);

    /// <summary>The layout of anything else: a type parameter, or a type that the compiler could not find.</summary>
    protected virtual TypeLayout? OfOther(ITypeSymbol type) =>
        IsUnknown(type, "is not a type with a size of its own", "use a struct whose fields are known");

    protected TypeLayout? Lay(INamedTypeSymbol type, DeclaredStruct declared)
    {
        if (FieldsOf(declared) is not { } fields)
            return null;

        var isRefused = declared.Layout.Kind == LayoutKind.Explicit && IsGeneric(type);
        return (isRefused ? null : StructLayoutRules.Lay(declared.Layout, fields))
            ?? IsUnknown(type, "is declared with a layout that the runtimes refuse or do not agree on", "declare it with LayoutKind.Sequential, and without Size if it is an inline array");
    }

    /// <summary>The layouts of all fields, or <see langword="null"/> when there is one whose layout is not known.</summary>
    public List<FieldLayout>? FieldsOf(DeclaredStruct declared)
    {
        var fields = new List<FieldLayout>(declared.Fields.Count);
        foreach (var field in declared.Fields)
        {
            if (OfField(field) is not { } layout)
            {
                Unknown = Unknown is { Field: null } ? Unknown with { Field = field.Symbol } : Unknown;
                return null;
            }

            fields.Add(new FieldLayout(layout, field.Offset));
        }

        return fields;
    }

    /// <summary>Notes the reason, and gives <see langword="null"/>.</summary>
    protected TypeLayout? IsUnknown(ITypeSymbol type, string reason, string remedy)
    {
        Unknown = new UnknownLayout(type, reason, remedy);
        return null;
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var current = type; current != null; current = current.ContainingType)
        {
            if (current.IsGenericType)
                return true;
        }

        return false;
    }

    private TypeLayout? OfStructOnce(INamedTypeSymbol type)
    {
        if (_structs.TryGetValue(type, out var known) && known != null)
            return known;
        if (_depth == DeepestNesting)
            return IsUnknown(type, "holds itself", "break the circle");

        _depth++;
        var layout = OfStruct(type);
        _depth--;
        _structs[type] = layout;
        return layout;
    }

    private TypeLayout? OfField(DeclaredField field)
    {
        var element = Of(field.Type);
        if (element is not { } layout || field.FixedLength is not { } length)
            return element;
        return (length > 0 ? StructLayoutRules.Struct((long)layout.SizeBytes * length, layout.Alignment, hasReferences: false) : null)
            ?? IsUnknown(field.Type, "is repeated too often", "make the buffer smaller");
    }
}
