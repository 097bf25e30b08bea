// What the default comparers do for a known type.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal static class DefaultComparison
{
    /// <summary>Adds to a place what comparing or hashing values of <paramref name="type"/> does.</summary>
    public static void Add(SummaryEngine engine, MethodContext caller, EffectSite site, ResidualKind kind, TypeSig type)
    {
        var equality = kind == ResidualKind.Equality;
        if (type.IsNullable)
        {
            engine.Dispatcher.Apply(caller, site, kind, type.Arguments[0], null, null);
            return;
        }

        if (type.Kind != TypeSigKind.Named)
        {
            // Arrays and pointers are compared by identity; ordering them throws.
            if (!type.IsArray && type.Kind is not (TypeSigKind.Pointer or TypeSigKind.FunctionPointer))
            {
                site.Add(EffectSet.Unknown, "compares", type);
            }

            return;
        }

        if (type.Definition!.IsEnum)
        {
            return;
        }

        var types = engine.Assemblies.Types;
        var contract = types.Core(equality ? "System.IEquatable`1" : "System.IComparable`1", type);
        if (engine.Assemblies.Hierarchy.Implements(type, contract))
        {
            Call(contract, equality ? "Equals" : "CompareTo");
        }
        else
        {
            if (type.IsValueType == true)
            {
                site.Add(EffectSet.Allocates, "boxes to compare", type);
            }

            Call(equality ? types.Object : types.Core("System.IComparable")!, equality ? "Equals" : "CompareTo");
        }

        if (equality)
        {
            Call(types.Object, "GetHashCode");
        }

        void Call(TypeSig owner, string name)
        {
            var method = Array.Find(owner.Definition!.Methods, m => m.Name == name && !m.IsStatic)!;
            engine.Dispatcher.CallConstrained(caller, site, type, new MethodReference(method, owner, TypeSig.None), null);
        }
    }
}
