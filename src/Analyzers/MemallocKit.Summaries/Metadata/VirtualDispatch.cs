// Which body runs when a method is called on an object of a known type.
namespace MemallocKit.Summaries.Metadata;

internal sealed class VirtualDispatch(AssemblySet assemblies)
{
    private readonly Dictionary<(TypeSig, MethodModel, TypeSig), (MethodModel, TypeSig)?> _found = [];

    private TypeTable Types => assemblies.Types;

    private TypeHierarchy Hierarchy => assemblies.Hierarchy;

    /// <summary>
    /// The method that a call of <paramref name="declaration"/> on an object of exactly <paramref name="type"/> runs, and its
    /// declaring type with arguments; null where none is found.
    /// </summary>
    public (MethodModel Method, TypeSig Owner)? Find(TypeSig type, MethodModel declaration, TypeSig owner)
    {
        var key = (type, declaration, owner);
        if (!_found.TryGetValue(key, out var result))
        {
            _found[key] = null;
            result = declaration.Owner.IsInterface ? FindInterface(type, declaration, owner) : FindOverride(type, declaration, owner);
            _found[key] = result;
        }

        return result;
    }

    private (MethodModel, TypeSig)? FindInterface(TypeSig type, MethodModel declaration, TypeSig owner)
    {
        for (TypeSig? next = type; next?.Kind == TypeSigKind.Named; next = Hierarchy.BaseOf(next))
        {
            foreach (var (explicitly, body) in next.Definition!.ExplicitImplementations)
            {
                if (explicitly.Method == declaration && Types.Substitute(explicitly.Owner, next.Arguments, TypeSig.None) == owner)
                {
                    return (body, next);
                }
            }

            foreach (var method in next.Definition.Methods)
            {
                if ((method.IsVirtual || method.IsStatic) && method.IsStatic == declaration.IsStatic && method.IsPublic
                    && method.Name == declaration.Name && !next.Definition.IsInterface && SameSignature(method, next, declaration, owner))
                {
                    return (method, next);
                }
            }
        }

        return FindByVariance(type, declaration, owner) ?? FindDefault(type, declaration, owner);
    }

    // The interface is implemented once, with other arguments that convert.
    private (MethodModel, TypeSig)? FindByVariance(TypeSig type, MethodModel declaration, TypeSig owner)
    {
        if (owner.Arguments.Length == 0)
        {
            return null;
        }

        var instances = Array.FindAll(Hierarchy.InterfacesOf(type), i => i.Definition == owner.Definition);
        return instances.Length == 1 && instances[0] != owner ? Find(type, declaration, instances[0]) : null;
    }

    private (MethodModel, TypeSig)? FindDefault(TypeSig type, MethodModel declaration, TypeSig owner)
    {
        (MethodModel, TypeSig)? result = declaration.IsAbstract ? null : (declaration, owner);
        foreach (var contract in Hierarchy.InterfacesOf(type))
        {
            foreach (var (explicitly, body) in contract.Definition!.ExplicitImplementations)
            {
                if (explicitly.Method == declaration && Types.Substitute(explicitly.Owner, contract.Arguments, TypeSig.None) == owner)
                {
                    result = (body, contract);
                }
            }
        }

        return result;
    }

    private (MethodModel, TypeSig)? FindOverride(TypeSig type, MethodModel declaration, TypeSig owner)
    {
        var slot = Root(declaration, owner);
        for (TypeSig? next = type; next?.Kind == TypeSigKind.Named; next = Hierarchy.BaseOf(next))
        {
            if (next.Definition == declaration.Owner)
            {
                return (declaration, next);
            }

            var ancestor = next;
            while (ancestor is not null && ancestor.Definition != declaration.Owner)
            {
                ancestor = Hierarchy.BaseOf(ancestor);
            }

            if (ancestor is null)
            {
                return null;
            }

            foreach (var (explicitly, body) in next.Definition!.ExplicitImplementations)
            {
                // An override that returns a derived type names the method it overrides, which may itself be an override.
                if (explicitly.Method == declaration
                    || (explicitly.Method.Name == declaration.Name && !explicitly.Method.Owner.IsInterface
                        && Root(explicitly.Method, explicitly.Owner) == slot))
                {
                    return (body, next);
                }
            }

            foreach (var method in next.Definition.Methods)
            {
                if (method.IsVirtual && !method.IsNewSlot && method.Name == declaration.Name
                    && SameSignature(method, next, declaration, ancestor) && Root(method, next) == slot)
                {
                    return (method, next);
                }
            }
        }

        return null;
    }

    // The method that opened the slot which an override fills.
    private MethodModel Root(MethodModel method, TypeSig owner)
    {
        while (!method.IsNewSlot)
        {
            (MethodModel, TypeSig)? overridden = null;
            for (var next = Hierarchy.BaseOf(owner); next is not null && overridden is null; next = Hierarchy.BaseOf(next))
            {
                if (Array.Find(next.Definition!.Methods, m => m.IsVirtual && m.Name == method.Name && SameSignature(m, next, method, owner))
                    is { } found)
                {
                    overridden = (found, next);
                }
            }

            if (overridden is not { } one)
            {
                break;
            }

            (method, owner) = one;
        }

        return method;
    }

    private bool SameSignature(MethodModel candidate, TypeSig candidateOwner, MethodModel declaration, TypeSig owner)
    {
        var (a, b) = (candidate.Signature, declaration.Signature);
        if (a.ParameterTypes.Length != b.ParameterTypes.Length || a.GenericParameterCount != b.GenericParameterCount)
        {
            return false;
        }

        for (var i = 0; i < a.ParameterTypes.Length; i++)
        {
            if (!Same(a.ParameterTypes[i], b.ParameterTypes[i]))
            {
                return false;
            }
        }

        return Same(a.ReturnType, b.ReturnType);

        bool Same(TypeSig x, TypeSig y) =>
            Types.Substitute(x, candidateOwner.Arguments, TypeSig.None) == Types.Substitute(y, owner.Arguments, TypeSig.None);
    }
}
