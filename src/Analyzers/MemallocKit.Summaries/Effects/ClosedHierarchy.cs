// All bodies that a virtual call can run, where no other assembly can add one.
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Effects;

internal sealed class ClosedHierarchy(AssemblySet assemblies, OverlayRules overlay)
{
    private const int MostTargets = 24;
    private const int DeepestHierarchy = 12;

    /// <summary>The possible targets of a call; null where other assemblies can add some, or there are too many to follow.</summary>
    public HashSet<MethodReference>? Targets(TypeSig receiver, MethodReference declaration)
    {
        if (receiver.Kind != TypeSigKind.Named)
        {
            return null;
        }

        var targets = new HashSet<MethodReference>();
        return Collect(receiver, declaration, targets, 0) && targets.Count is > 0 and <= MostTargets ? targets : null;
    }

    private bool Collect(TypeSig type, MethodReference declaration, HashSet<MethodReference> targets, int depth)
    {
        var definition = type.Definition!;
        if (overlay.IsAbsent(definition))
        {
            return true;
        }

        if (depth > DeepestHierarchy || targets.Count > MostTargets || CanBeReplacedOutside(type, declaration))
        {
            return false;
        }

        if (!definition.IsInterface && !definition.IsAbstract)
        {
            if (assemblies.Dispatch.Find(type, declaration.Method, declaration.Owner) is not var (method, owner))
            {
                return false;
            }

            if (!method.IsAbstract)
            {
                targets.Add(new MethodReference(method, owner, declaration.Arguments));
            }
        }

        foreach (var derived in definition.Assembly.DerivedFrom(definition))
        {
            if (Instantiate(derived, type) is { } instance && !Collect(instance, declaration, targets, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    // A class that others derive from: they override what is visible, and may implement a visible interface anew.
    private bool CanBeReplacedOutside(TypeSig type, MethodReference declaration)
    {
        if (!type.Definition!.IsDerivableOutside)
        {
            return false;
        }

        if (type.Definition.IsInterface || (declaration.Method.Owner.IsInterface && declaration.Method.Owner.IsVisible))
        {
            return true;
        }

        return assemblies.Dispatch.Find(type, declaration.Method, declaration.Owner) is not var (method, _)
            || (method.IsVirtual && !method.IsFinal && (method.IsMemberVisible || method.Owner.Assembly.HasFriends));
    }

    // A derived class as an instance of its base; null where that instance of the base has no such class.
    private TypeSig? Instantiate(TypeModel derived, TypeSig parent)
    {
        var listed = parent.Definition!.IsInterface
            ? Array.Find(derived.Interfaces, i => i.Definition == parent.Definition)
            : derived.Base;

        // What the base does not determine is some type argument that nobody here knows.
        var arguments = new TypeSig[derived.Arity];
        Array.Fill(arguments, assemblies.Types.Free(Dispatcher.UnknowableArgument, ArgumentKind.Any));
        for (var i = 0; listed?.Definition == parent.Definition && i < parent.Arguments.Length; i++)
        {
            var (written, actual) = (listed!.Arguments[i], parent.Arguments[i]);
            if (written.Kind == TypeSigKind.TypeParameter)
            {
                arguments[written.Index] = actual;
            }
            else if (!written.HasParameters && actual.IsClosed && written != actual)
            {
                return null;
            }
        }

        return assemblies.Types.Named(derived, arguments);
    }
}
