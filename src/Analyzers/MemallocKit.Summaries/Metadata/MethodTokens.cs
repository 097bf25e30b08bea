// What the token of a call or a method pointer names.
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

internal static class MethodTokens
{
    public static CallTarget Resolve(AssemblyModel assembly, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = assembly.Method((MethodDefinitionHandle)handle);
                return ToTarget(new MethodReference(method, method.Owner.Self, TypeSig.None));
            case HandleKind.MemberReference:
                return Resolve(assembly, assembly.Reader.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                var specification = assembly.Reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                var generic = assembly.ResolveMethod(specification.Method);
                return generic.Method is { } definition
                    ? generic with { Method = definition with { Arguments = [.. specification.DecodeSignature(assembly.Signatures, null)] } }
                    : generic;
            default:
                return new CallTarget(null, null, "?", 0, false, assembly.Set.Types.Unknown);
        }
    }

    private static CallTarget Resolve(AssemblyModel assembly, MemberReference reference)
    {
        var name = assembly.Reader.GetString(reference.Name);
        var signature = reference.DecodeMethodSignature(assembly.Signatures, null);
        var unresolved = new CallTarget(
            null, null, name, signature.ParameterTypes.Length, signature.Header.IsInstance, signature.ReturnType);
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            // A call with a variable argument list: nothing in the framework or from C# but `__arglist`.
            return unresolved;
        }

        var owner = assembly.ResolveType(reference.Parent);
        if (owner.IsArray)
        {
            return unresolved with { ArrayOwner = owner };
        }

        return owner.Kind == TypeSigKind.Named && Find(assembly.Set, owner.Definition!, name, signature) is { } found
            ? ToTarget(found with { Owner = assembly.Set.Types.Substitute(found.Owner, owner.Arguments, TypeSig.None) })
            : unresolved;
    }

    private static MethodReference? Find(
        AssemblySet set, TypeModel definition, string name, MethodSignature<TypeSig> signature)
    {
        for (var owner = definition.Self; owner?.Kind == TypeSigKind.Named; owner = set.Hierarchy.BaseOf(owner))
        {
            foreach (var method in owner.Definition!.Methods)
            {
                if (method.Name == name && method.IsStatic != signature.Header.IsInstance
                    && Matches(set.Types, method.Signature, owner, signature))
                {
                    return new MethodReference(method, owner, TypeSig.None);
                }
            }
        }

        return null;
    }

    private static bool Matches(
        TypeTable types, MethodSignature<TypeSig> candidate, TypeSig owner, MethodSignature<TypeSig> wanted)
    {
        if (candidate.ParameterTypes.Length != wanted.ParameterTypes.Length
            || candidate.GenericParameterCount != wanted.GenericParameterCount
            || !Same(candidate.ReturnType, wanted.ReturnType))
        {
            return false;
        }

        for (var i = 0; i < wanted.ParameterTypes.Length; i++)
        {
            if (!Same(candidate.ParameterTypes[i], wanted.ParameterTypes[i]))
            {
                return false;
            }
        }

        return true;

        // A member reference is written in the parameters of the class that declares the member, which may be a base.
        bool Same(TypeSig declared, TypeSig referenced) =>
            declared == referenced || types.Substitute(declared, owner.Arguments, TypeSig.None) == referenced;
    }

    private static CallTarget ToTarget(MethodReference method)
    {
        var signature = method.Method.Signature;
        return new CallTarget(
            method, null, method.Method.Name, signature.ParameterTypes.Length, signature.Header.IsInstance, signature.ReturnType);
    }
}
