// What is known where two paths meet.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed class ValueJoin(SummaryEngine engine)
{
    public Value Join(Value a, Value b)
    {
        if (ReferenceEquals(a, b) || a.Equals(b))
        {
            return a;
        }

        return JoinNull(a, b) ?? JoinNull(b, a) ?? JoinCachedDelegate(a, b) ?? JoinCachedDelegate(b, a) ?? JoinTypes(a, b);
    }

    // "Exactly" and a read field may be null anyway.
    private static Value? JoinNull(Value a, Value b) => a is not Null ? null : b switch
    {
        Exactly exact => exact with { Site = -1 },
        MethodDelegate made => made,
        FieldRead { IsExact: true } read => new Exactly(read.Held),
        Anything or NotNull or Argument or FieldRead => Value.Anything(b.Type),
        _ => null,
    };

    // `field ?? (field = new D(M))`: both are the delegate that the field caches.
    private Value? JoinCachedDelegate(Value a, Value b) =>
        a is FieldRead read && b is MethodDelegate made && engine.ResolveDelegate(read) is MethodDelegate cached
            && cached.Target.Method == made.Target.Method
            ? made
            : null;

    private Value JoinTypes(Value a, Value b)
    {
        if (a is Integer or Null || b is Integer or Null)
        {
            return Value.Anything();
        }

        if (engine.Exact.Of(a) is { } exact && exact == engine.Exact.Of(b))
        {
            return new Exactly(exact);
        }

        return Value.Anything(a.Type is { } x && b.Type is { } y ? Common(x, y) : null);
    }

    private TypeSig? Common(TypeSig a, TypeSig b)
    {
        if (a == b)
        {
            return a;
        }

        if (a.Kind != TypeSigKind.Named || b.Kind != TypeSigKind.Named)
        {
            return null;
        }

        var hierarchy = engine.Assemblies.Hierarchy;
        if (a.IsValueType == false && b.IsValueType == false && !a.Definition!.IsInterface && !b.Definition!.IsInterface)
        {
            return hierarchy.CommonBase(a, b);
        }

        return a.Definition!.IsInterface && hierarchy.IsAssignable(b, a, false) == true ? a
            : b.Definition!.IsInterface && hierarchy.IsAssignable(a, b, false) == true ? b
            : null;
    }
}
