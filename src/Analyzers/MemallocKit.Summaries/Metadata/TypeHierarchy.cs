// Bases, interfaces, and what a value of one type can be.
namespace MemallocKit.Summaries.Metadata;

internal sealed class TypeHierarchy(AssemblySet assemblies)
{
    private readonly Dictionary<TypeSig, TypeSig[]> _interfaces = [];
    private readonly Dictionary<TypeSig, bool?> _containsReferences = [];

    private TypeTable Types => assemblies.Types;

    public TypeSig? BaseOf(TypeSig type)
    {
        if (type.IsArray)
        {
            return Types.Core("System.Array");
        }

        return type.Kind == TypeSigKind.Named && type.Definition!.Base is { } parent
            ? Types.Substitute(parent, type.Arguments, TypeSig.None)
            : null;
    }

    /// <summary>Every interface of a type, inherited ones included.</summary>
    public TypeSig[] InterfacesOf(TypeSig type)
    {
        if (_interfaces.TryGetValue(type, out var known))
        {
            return known;
        }

        var result = new List<TypeSig>();
        var pending = new Stack<TypeSig>([type]);
        while (pending.TryPop(out var next))
        {
            if (next.Kind != TypeSigKind.Named)
            {
                continue;
            }

            foreach (var listed in next.Definition!.Interfaces)
            {
                var substituted = Types.Substitute(listed, next.Arguments, TypeSig.None);
                if (!result.Contains(substituted))
                {
                    result.Add(substituted);
                    pending.Push(substituted);
                }
            }

            if (!next.Definition.IsInterface && BaseOf(next) is { } parent)
            {
                pending.Push(parent);
            }
        }

        return _interfaces[type] = [.. result];
    }

    public bool Implements(TypeSig type, TypeSig contract) => Array.IndexOf(InterfacesOf(type), contract) >= 0;

    public bool DerivesFrom(TypeSig type, TypeModel ancestor)
    {
        for (var next = type; next is not null; next = BaseOf(next))
        {
            if (next.Kind == TypeSigKind.Named && next.Definition == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest class that both are, or null.</summary>
    public TypeSig? CommonBase(TypeSig a, TypeSig b)
    {
        for (TypeSig? candidate = a; candidate is not null; candidate = BaseOf(candidate))
        {
            for (TypeSig? other = b; other is not null; other = BaseOf(other))
            {
                if (candidate == other)
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a value of type <paramref name="from"/> (of exactly that type, or of one derived from it) is a
    /// <paramref name="to"/>; null when that depends on the value or on a type argument.
    /// </summary>
    public bool? IsAssignable(TypeSig from, TypeSig to, bool exact)
    {
        if (from == to || to == Types.Object)
        {
            return true;
        }

        if (!from.IsClosed || !to.IsClosed)
        {
            return null;
        }

        if (from.IsArray)
        {
            // Arrays are covariant and implement generic interfaces that no metadata lists.
            return to.Kind != TypeSigKind.Named || to.Definition!.IsInterface ? null : to.Is("System.Array");
        }

        if (from.Kind != TypeSigKind.Named)
        {
            return null;
        }

        var definition = from.Definition!;
        if (to.Kind != TypeSigKind.Named)
        {
            return exact || (!definition.IsInterface && !from.Is("System.Object") && !from.Is("System.Array")) ? false : null;
        }

        return IsNamedAssignable(from, to, exact || definition.IsSealed);
    }

    private bool? IsNamedAssignable(TypeSig from, TypeSig to, bool exact)
    {
        if (to.Definition!.IsInterface)
        {
            // The same interface with other arguments may convert by variance.
            var interfaces = InterfacesOf(from);
            return Array.IndexOf(interfaces, to) >= 0 ? true
                : exact && !Array.Exists(interfaces, i => i.Definition == to.Definition) && from.Definition != to.Definition ? false
                : null;
        }

        for (var next = BaseOf(from); next is not null; next = BaseOf(next))
        {
            if (next == to)
            {
                return true;
            }
        }

        if (to.Definition.IsDelegate && to.Arguments.Length > 0)
        {
            return null;
        }

        return exact || !(from.Definition!.IsInterface || DerivesFrom(to, from.Definition)) ? false : null;
    }

    /// <summary>Whether values of a type hold references; null when a type argument decides.</summary>
    public bool? ContainsReferences(TypeSig type)
    {
        switch (type.Kind)
        {
            case TypeSigKind.Pointer or TypeSigKind.FunctionPointer:
                return false;
            case TypeSigKind.Free:
                return type.Constraint == ArgumentKind.Class ? true : null;
            case TypeSigKind.Named when !type.Definition!.IsValueType:
                return true;
            case TypeSigKind.Named:
                break;
            default:
                return type.IsArray || type.Kind == TypeSigKind.ByRef ? true : null;
        }

        if (_containsReferences.TryGetValue(type, out var known))
        {
            return known;
        }

        // A primitive's field is of its own type; until the answer is known, that field adds nothing.
        _containsReferences[type] = false;
        bool? result = false;
        foreach (var field in type.Definition!.Fields.Where(f => !f.IsStatic))
        {
            var part = ContainsReferences(Types.Substitute(field.Type, type.Arguments, TypeSig.None));
            result = part == true || result == true ? true : part is null ? null : result;
        }

        return _containsReferences[type] = result;
    }
}
