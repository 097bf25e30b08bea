// What the token of a field access names.
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

internal static class FieldTokens
{
    /// <summary>The field, which a base of the named type may declare, and the declaring type with its arguments.</summary>
    public static (FieldModel? Field, TypeSig Owner) Resolve(AssemblyModel assembly, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = assembly.Field((FieldDefinitionHandle)handle);
            return (field, field.Owner.Self);
        }

        if (handle.Kind == HandleKind.MemberReference)
        {
            var reference = assembly.Reader.GetMemberReference((MemberReferenceHandle)handle);
            var name = assembly.Reader.GetString(reference.Name);
            var type = assembly.ResolveType(reference.Parent);
            for (TypeSig? next = type; next?.Kind == TypeSigKind.Named; next = assembly.Set.Hierarchy.BaseOf(next))
            {
                if (Array.Find(next.Definition!.Fields, f => f.Name == name) is { } field)
                {
                    return (field, next);
                }
            }
        }

        return (null, assembly.Set.Types.Unknown);
    }
}
