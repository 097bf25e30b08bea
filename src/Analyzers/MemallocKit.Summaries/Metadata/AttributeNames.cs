// Which attributes a definition carries.
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

/// <summary>Attributes by the name of their type alone: compilers put copies of some into assemblies of their own.</summary>
internal static class AttributeNames
{
    public static bool HasAttribute(this MetadataReader reader, CustomAttributeHandleCollection attributes, string name) =>
        attributes.Any(a => reader.AttributeName(a) == name);

    public static string AttributeName(this MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind == HandleKind.MethodDefinition)
        {
            var type = reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
            return reader.GetString(reader.GetTypeDefinition(type).Name);
        }

        var parent = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return parent.Kind == HandleKind.TypeReference
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : "";
    }
}
