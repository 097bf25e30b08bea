// What is known about a value while a body is interpreted.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

/// <summary>
/// An abstract value. <see cref="Type"/> is a type that the value has if it is an object or struct; null where that is not
/// known. Values are compared by content.
/// </summary>
internal abstract record Value(TypeSig? Type)
{
    private static readonly Anything s_anything = new((TypeSig?)null);

    public static Anything Anything(TypeSig? type = null) => type is null ? s_anything : new Anything(type);

    public static readonly Value Null = new Null();

    public static Value Integer(long number) => new Integer(number);

    /// <summary>True: not zero and not null. False: zero or null. Null: not known.</summary>
    public virtual bool? Truth => null;

    /// <summary>Equal values of the kind are the same object, as far as one call of the method goes.</summary>
    public virtual bool IsPlace => false;
}

internal sealed record Anything(TypeSig? Type) : Value(Type);

internal sealed record Null() : Value((TypeSig?)null)
{
    public override string ToString() => "null";

    public override bool? Truth => false;
}

/// <summary>Something that is not null.</summary>
internal sealed record NotNull(TypeSig? Type) : Value(Type)
{
    public override bool? Truth => true;
}

internal sealed record Integer(long Number) : Value((TypeSig?)null)
{
    public override string ToString() => $"{Number}";

    public override bool? Truth => Number != 0;
}

/// <summary>What the caller passed, not changed since.</summary>
internal sealed record Argument(int Index, TypeSig? Type) : Value(Type)
{
    public override bool IsPlace => true;
}

/// <summary>Null, or an object of exactly that type. Made at that instruction of this body if <paramref name="Site"/> is not negative.</summary>
internal sealed record Exactly(TypeSig Made, int Site = -1) : Value(Made)
{
    public override bool? Truth => Site >= 0 ? true : null;
}

/// <summary>A delegate to a known method.</summary>
internal sealed record MethodDelegate(TypeSig Made, MethodReference Target, Value? Receiver) : Value(Made)
{
    public override bool? Truth => true;
}

/// <summary>The address of a method, before a delegate is made of it.</summary>
internal sealed record MethodPointer(MethodReference Target) : Value((TypeSig?)null);

/// <summary>What a field holds.</summary>
/// <param name="Owner">The declaring type with its arguments.</param>
/// <param name="IsExact">The type is exactly that of the object, if there is one.</param>
/// <param name="Of">The object the field belongs to, where that is a place.</param>
internal sealed record FieldRead(FieldModel Field, TypeSig Owner, TypeSig Held, bool IsExact, Value? Of) : Value(Held)
{
    public override bool IsPlace => Field.IsStatic || Of is not null;
}

internal sealed record FieldAddress(FieldModel Field, TypeSig Owner, TypeSig Held, Value? Of) : Value((TypeSig?)null)
{
    public override bool? Truth => true;
}

/// <summary>The address of an argument or local of this body.</summary>
internal sealed record SlotAddress(int Slot, TypeSig Held) : Value((TypeSig?)null)
{
    public override bool? Truth => true;
}

/// <summary>What <c>typeof</c> and <c>ldtoken</c> name.</summary>
internal sealed record TypeToken(TypeSig Of) : Value((TypeSig?)null)
{
    public override bool? Truth => true;
}

/// <summary>The outcome of comparing a field's value with null.</summary>
internal sealed record NullTest(FieldRead Tested, bool IsNull) : Value((TypeSig?)null);

/// <summary>A value of a type argument as an object that is only looked at: null shows that the argument is no struct.</summary>
internal sealed record Boxed(TypeSig Of) : Value((TypeSig?)null);

/// <summary><c>EqualityComparer&lt;T&gt;.Default</c> or <c>Comparer&lt;T&gt;.Default</c>.</summary>
internal sealed record DefaultComparer(TypeSig Of, bool IsEquality, TypeSig Declared) : Value(Declared)
{
    public override bool? Truth => true;
}

/// <summary>A struct of zeros.</summary>
internal sealed record DefaultStruct(TypeSig Struct) : Value(Struct)
{
    public override string ToString() => "default";
}

/// <summary>The address of a struct of zeros that nobody changes while it is used.</summary>
internal sealed record DefaultStructAddress(TypeSig Struct) : Value((TypeSig?)null)
{
    public override string ToString() => "ref default";

    public override bool? Truth => true;
}
