// A type as signatures and instructions name it.
namespace MemallocKit.Summaries.Metadata;

internal enum TypeSigKind : byte
{
    /// <summary>A class, struct, interface, enum or delegate, with its type arguments.</summary>
    Named,

    /// <summary>A one-dimensional array from zero.</summary>
    Vector,
    Array,
    Pointer,
    ByRef,
    FunctionPointer,

    /// <summary>The type parameter of a type, as written in its metadata: <c>!0</c>.</summary>
    TypeParameter,

    /// <summary>The type parameter of a method, as written in its metadata: <c>!!0</c>.</summary>
    MethodParameter,

    /// <summary>A type argument that the analysis leaves to whoever calls: what residuals are about.</summary>
    Free,

    /// <summary>A type that could not be resolved.</summary>
    Unknown,
}

/// <summary>What a type parameter's constraints say about the arguments it can have.</summary>
internal enum ArgumentKind : byte
{
    Any,
    Class,
    Struct,
}

/// <summary>One type, made once by the <see cref="TypeTable"/>, so that equality is identity.</summary>
internal sealed class TypeSig
{
    public static readonly TypeSig[] None = [];

    public required TypeSigKind Kind { get; init; }

    /// <summary>The definition of a <see cref="TypeSigKind.Named"/> type.</summary>
    public TypeModel? Definition { get; init; }

    /// <summary>Type arguments of a named type; the element of an array, pointer or reference.</summary>
    public required TypeSig[] Arguments { get; init; }

    /// <summary>The number of a parameter or free argument, or the rank of an array.</summary>
    public int Index { get; init; }

    public ArgumentKind Constraint { get; init; }

    public required int Id { get; init; }

    public required bool HasParameters { get; init; }

    public required bool HasFree { get; init; }

    public required int Depth { get; init; }

    public TypeSig Element => Arguments[0];

    public bool IsArray => Kind is TypeSigKind.Vector or TypeSigKind.Array;

    /// <summary>Neither parameters nor free arguments: the same wherever it stands.</summary>
    public bool IsClosed => !HasParameters && !HasFree && Kind != TypeSigKind.Unknown;

    /// <summary>True for what is not on the heap, false for references, null where the argument decides.</summary>
    public bool? IsValueType => Kind switch
    {
        TypeSigKind.Named => Definition!.IsValueType,
        TypeSigKind.Vector or TypeSigKind.Array => false,
        TypeSigKind.Pointer or TypeSigKind.FunctionPointer or TypeSigKind.ByRef => true,
        TypeSigKind.Free => Constraint switch { ArgumentKind.Class => false, ArgumentKind.Struct => true, _ => null },
        _ => null,
    };

    public bool Is(string fullName) => Kind == TypeSigKind.Named && Definition!.FullName == fullName;

    public bool IsVoid => Is("System.Void");

    public bool IsNullable => Is("System.Nullable`1");

    public override string ToString() => Kind switch
    {
        TypeSigKind.Named when Arguments.Length > 0 => $"{Definition!.FullName}<{string.Join(", ", (object[])Arguments)}>",
        TypeSigKind.Named => Definition!.FullName,
        TypeSigKind.Vector => $"{Element}[]",
        TypeSigKind.Array => $"{Element}[{new string(',', Index - 1)}]",
        TypeSigKind.Pointer => $"{Element}*",
        TypeSigKind.ByRef => $"{Element}&",
        TypeSigKind.TypeParameter => $"!{Index}",
        TypeSigKind.MethodParameter => $"!!{Index}",
        TypeSigKind.Free => $"T{Index}",
        TypeSigKind.FunctionPointer => "delegate*",
        _ => "?",
    };
}
