// The types a reserve property may have.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>What a property's type says about the node: whether it is charged or a share, and its unit.</summary>
internal readonly record struct MemberType(NodeKind Kind, Unit Unit)
{
    public static MemberType? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || named.ContainingNamespace?.ToDisplayString() != KnownNames.Namespace)
            return null;

        return named.MetadataName switch
        {
            "PageReserve" => new(NodeKind.Reserve, Unit.Pages),
            "ByteReserve" => new(NodeKind.Reserve, Unit.Bytes),
            "ObjectReserve`1" => new(NodeKind.Reserve, Unit.Objects),
            "InstanceReserve`1" => new(NodeKind.Reserve, Unit.Instances),
            "PageShare" => new(NodeKind.Share, Unit.Pages),
            "ByteShare" => new(NodeKind.Share, Unit.Bytes),
            "ObjectShare`1" => new(NodeKind.Share, Unit.Objects),
            _ => null,
        };
    }

    /// <summary>The type's name as a message shows it.</summary>
    public string DisplayName => Unit switch
    {
        Unit.Pages => "Page" + Kind,
        Unit.Bytes => "Byte" + Kind,
        Unit.Objects => $"Object{Kind}<T>",
        _ => $"Instance{Kind}<T>",
    };
}
