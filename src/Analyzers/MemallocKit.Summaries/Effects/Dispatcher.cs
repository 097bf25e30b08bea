// Finds what a call runs, and adds it to the place of the call.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal sealed class Dispatcher(SummaryEngine engine)
{
    /// <summary>The number of a free type argument that no caller can supply.</summary>
    public const int UnknowableArgument = -1;

    private AssemblySet Assemblies => engine.Assemblies;

    /// <summary>A call of a known method.</summary>
    public void Call(MethodContext caller, EffectSite site, MethodReference target, Value[]? arguments, bool isOneOfSeveral = false)
    {
        TypeSig?[]? free;
        MethodContext callee;
        if (engine.IsClient(caller.Method) && !engine.IsClient(target.Method))
        {
            // A client knows of the other assemblies what a table says: the summary of the method in no context.
            var defaults = KnownArguments.Defaults(target.Method);
            callee = engine.Contexts.Root(target.Method, KnownArguments.Match(defaults, arguments) ? defaults : null);
            free = [.. target.Owner.Arguments, .. target.Arguments];
        }
        else
        {
            var known = KnownArguments.Of(target.Method, arguments);
            callee = engine.Contexts.Get(target.Method, target.Owner.Arguments, target.Arguments, known, out free);
        }

        engine.Ensure(callee);
        site.Add(new CallEdge(callee, arguments, free, isOneOfSeveral));
    }

    /// <summary>A call through a virtual table or an interface.</summary>
    public void CallVirtual(MethodContext caller, EffectSite site, MethodReference declaration, Value receiver, Value[]? arguments)
    {
        var method = declaration.Method;
        if (receiver is Null)
        {
            // It throws, and the throw is the caller's mistake.
            return;
        }

        if (receiver is DefaultComparer comparer)
        {
            if (engine.Exact.OfDefaultComparer(comparer.Of, comparer.IsEquality) is { } type)
            {
                receiver = new Exactly(type);
            }
            else if (method.Name is "Equals" or "GetHashCode" or "Compare" or "IndexOf" or "LastIndexOf")
            {
                Apply(caller, site, comparer.IsEquality ? ResidualKind.Equality : ResidualKind.Comparison, comparer.Of, null, null);
                return;
            }
        }

        if (engine.Exact.Of(receiver) is { } exact && TryCallExact(caller, site, declaration, exact, arguments))
        {
            return;
        }

        CallOpen(caller, site, declaration, receiver, arguments);
    }

    /// <summary>A call on a type argument, or on a type that took the place of one.</summary>
    public void CallConstrained(MethodContext caller, EffectSite site, TypeSig type, MethodReference declaration, Value[]? arguments)
    {
        if (type.Kind == TypeSigKind.Free)
        {
            CallOnFree(caller, site, type, declaration, arguments);
            return;
        }

        if (type.Kind is TypeSigKind.Pointer or TypeSigKind.FunctionPointer)
        {
            return;
        }

        if (declaration.Method.IsStatic)
        {
            if (type.Kind == TypeSigKind.Named
                && Assemblies.Dispatch.Find(type, declaration.Method, declaration.Owner) is var (method, owner) && !method.IsAbstract)
            {
                Call(caller, site, new MethodReference(method, owner, declaration.Arguments), arguments);
                return;
            }

            site.Add(EffectSet.Virtual, "calls static abstract", declaration.Method);
            return;
        }

        if (type.IsValueType == true && type.Kind == TypeSigKind.Named)
        {
            CallOnStruct(caller, site, type, declaration, arguments);
            return;
        }

        CallVirtual(caller, site, declaration, Value.Anything(type), arguments);
    }

    /// <summary>An effect that a type argument decides.</summary>
    public void Apply(
        MethodContext caller, EffectSite site, ResidualKind kind, TypeSig type, MethodReference? method, Value[]? arguments)
    {
        if (kind == ResidualKind.Constrained)
        {
            CallConstrained(caller, site, type, method!, arguments);
            return;
        }

        if (type.Kind == TypeSigKind.Free)
        {
            if (type.Index == UnknowableArgument)
            {
                var compares = kind is ResidualKind.Equality or ResidualKind.Comparison;
                site.Add(compares ? EffectSet.Contract : EffectSet.Virtual, "depends on a type argument that is not known:", kind);
            }
            else
            {
                site.Add(new Residual(kind, type.Index, null));
                site.Explain("depends on type argument", type);
            }

            return;
        }

        switch (kind)
        {
            case ResidualKind.Box when type.IsValueType != false:
                site.Add(EffectSet.Allocates, "boxes", type);
                site.IsCertain = true;
                break;
            case ResidualKind.New when type.IsValueType != true:
                site.Add(EffectSet.Allocates, "makes", type);
                site.IsCertain = true;
                break;
            case ResidualKind.Equality or ResidualKind.Comparison:
                DefaultComparison.Add(engine, caller, site, kind, type);
                break;
        }
    }

    private bool TryCallExact(MethodContext caller, EffectSite site, MethodReference declaration, TypeSig exact, Value[]? arguments)
    {
        if (exact.IsArray)
        {
            if (declaration.Method.Owner.IsInterface)
            {
                CallArrayInterface(site, declaration);
                return true;
            }

            exact = Assemblies.Types.Core("System.Array")!;
        }

        if (exact.Kind == TypeSigKind.Named
            && Assemblies.Dispatch.Find(exact, declaration.Method, declaration.Owner) is var (method, owner) && !method.IsAbstract)
        {
            Call(caller, site, new MethodReference(method, owner, declaration.Arguments), arguments);
            return true;
        }

        return false;
    }

    // The runtime implements the interfaces of arrays by methods that no metadata connects to them.
    private static void CallArrayInterface(EffectSite site, MethodReference declaration)
    {
        switch (declaration.Method.Name)
        {
            case "get_Count" or "get_Item" or "set_Item" or "CopyTo" or "Contains" or "IndexOf" or "get_IsReadOnly":
                break;
            case "GetEnumerator":
                site.Add(EffectSet.Allocates, "enumerates an array through", declaration.Method.Owner);
                break;
            default:
                site.Add(EffectSet.Virtual, "calls through an array's interface", declaration.Method);
                break;
        }
    }

    private void CallOpen(MethodContext caller, EffectSite site, MethodReference declaration, Value receiver, Value[]? arguments)
    {
        var method = declaration.Method;
        var type = ReceiverType(receiver, declaration);
        var nearest = declaration;
        if (!type.Definition!.IsInterface && Assemblies.Dispatch.Find(type, method, declaration.Owner) is var (body, owner))
        {
            nearest = new MethodReference(body, owner, declaration.Arguments);
            if (body.IsFinal && !body.IsAbstract && !body.Owner.IsInterface)
            {
                Call(caller, site, nearest, arguments);
                return;
            }
        }

        if (engine.Closed.Targets(type, declaration) is { } targets)
        {
            foreach (var target in targets)
            {
                Call(caller, site, target, arguments, targets.Count > 1);
            }

            return;
        }

        site.Explain("calls", method);
        if (receiver is Argument argument)
        {
            site.Add(new Residual(ResidualKind.Virtual, argument.Index, declaration));
        }
        else if (Contracts.Covers(method))
        {
            site.Add(EffectSet.Contract, "calls", method);
            if (nearest.Method is { IsAbstract: false, HasBody: true, Owner: { IsInterface: false, FullName: not "System.Object" } })
            {
                Call(caller, site, nearest, arguments, isOneOfSeveral: true);
            }
        }
        else
        {
            site.Add(EffectSet.Virtual, "calls", method);
        }
    }

    // The narrowest type the receiver is known to have that has the method.
    private TypeSig ReceiverType(Value receiver, MethodReference declaration)
    {
        var type = receiver.Type is { Kind: TypeSigKind.Named } known ? known : declaration.Owner;
        var declaring = declaration.Method.Owner;
        var fits = declaring.IsInterface
            ? type.Definition!.IsInterface || !type.Is("System.Object")
            : !type.Definition!.IsInterface && Assemblies.Hierarchy.DerivesFrom(type, declaring);
        return fits ? type : declaration.Owner;
    }

    private void CallOnFree(MethodContext caller, EffectSite site, TypeSig type, MethodReference declaration, Value[]? arguments)
    {
        // An interface of the assembly's own: whoever the argument is, it is one of these.
        if (!declaration.Method.Owner.IsDerivableOutside && engine.Closed.Targets(declaration.Owner, declaration) is { } targets)
        {
            foreach (var target in targets)
            {
                Call(caller, site, target, arguments, isOneOfSeveral: true);
            }
        }
        else if (type.Index != UnknowableArgument)
        {
            site.Add(new Residual(ResidualKind.Constrained, type.Index, declaration));
            site.Explain("calls on a type argument", declaration.Method);
        }
        else
        {
            var covered = Contracts.CoversArithmetic(declaration.Method);
            site.Add(covered ? EffectSet.Contract : EffectSet.Virtual, "calls on a type argument that is not known", declaration.Method);
        }
    }

    private void CallOnStruct(MethodContext caller, EffectSite site, TypeSig type, MethodReference declaration, Value[]? arguments)
    {
        if (Assemblies.Dispatch.Find(type, declaration.Method, declaration.Owner) is not var (method, owner))
        {
            site.Add(EffectSet.Unknown, $"finds on {type} no", declaration.Method);
            return;
        }

        var target = new MethodReference(method, owner, declaration.Arguments);
        if (method.Owner.IsValueType)
        {
            Call(caller, site, target, arguments);
        }
        else if (!(type.Definition!.IsEnum && method.Name == "GetHashCode"))
        {
            // Inherited from Object, ValueType or Enum, or an interface's default: the receiver must be an object.
            site.Add(EffectSet.Allocates, $"boxes {type} to call", method);
            site.IsCertain = true;
            Call(caller, site, target, arguments);
        }
    }
}
