// Takes the report out of an assembly without loading it.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemallocKit.Report;

/// <summary>Finds <c>[assembly: AssemblyMetadata("MemallocKit.Reserves", …)]</c>.</summary>
internal static class AssemblyReport
{
    private const string Key = "MemallocKit.Reserves";

    public static string Read(string path)
    {
        using var file = ReportException.Guard("read", path, () => File.OpenRead(path));
        try
        {
            using var image = new PEReader(file);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
                throw NotAnAssembly(path);
            return Find(metadata) ?? throw new ReportException($"'{path}' holds no report on reserves: build it with -p:MemallocReport=true, and with the generators of the package MemallocKit");
        }
        catch (BadImageFormatException)
        {
            throw NotAnAssembly(path);
        }
    }

    private static ReportException NotAnAssembly(string path) => new($"'{path}' is not a .NET assembly: name the .dll that the build made");

    private static string? Find(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!IsAssemblyMetadata(metadata, attribute))
                continue;

            // Two bytes of prologue, then the arguments.
            var arguments = metadata.GetBlobReader(attribute.Value);
            arguments.ReadUInt16();
            if (arguments.ReadSerializedString() == Key)
                return arguments.ReadSerializedString();
        }

        return null;
    }

    private static bool IsAssemblyMetadata(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, "AssemblyMetadataAttribute")
            && metadata.StringComparer.Equals(type.Namespace, "System.Reflection");
    }
}
