// Layouts of structs in implementation assemblies, private fields included.
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.InteropServices;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using TypeLayout = MemallocKit.Declarations.TypeLayout;

namespace MemallocKit.LayoutTables;

/// <summary>Reads layout from metadata, and knows the types that the runtime itself treats apart.</summary>
internal sealed class MetadataWalker(LayoutTarget target) : LayoutWalker(target)
{
    private const int WidestOnArm64 = 16;

    /// <summary>The declaration of a struct, as the metadata has it.</summary>
    public static DeclaredStruct Read(INamedTypeSymbol type)
    {
        var metadata = type.ContainingModule.GetMetadata()!.GetMetadataReader();
        var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.EntityHandle(type.OriginalDefinition.MetadataToken));
        var kind = (definition.Attributes & TypeAttributes.LayoutMask) switch
        {
            TypeAttributes.SequentialLayout => LayoutKind.Sequential,
            TypeAttributes.ExplicitLayout => LayoutKind.Explicit,
            _ => LayoutKind.Auto,
        };
        var layout = definition.GetLayout();
        var declared = new DeclaredLayout(kind, layout.PackingSize, layout.Size, DeclaredLayout.Of(type).InlineLength);
        return new DeclaredStruct(declared, [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => DeclaredField.Of(field, OffsetOf(field, metadata)))]);
    }

    /// <summary>The alignment that the runtime sets for a type in spite of its fields (CheckForSystemTypes in methodtablebuilder.cpp).</summary>
    public int? SetAlignment(INamedTypeSymbol type) => FrameworkLayouts.NameOf(type.OriginalDefinition) switch
    {
        "System.Int128" or "System.UInt128" => 16,
        "System.Runtime.Intrinsics.Vector64`1" => 8,
        "System.Runtime.Intrinsics.Vector128`1" => 16,
        "System.Runtime.Intrinsics.Vector256`1" => Target == LayoutTarget.Arm64 ? WidestOnArm64 : 32,
        "System.Runtime.Intrinsics.Vector512`1" => Target == LayoutTarget.Arm64 ? WidestOnArm64 : 64,
        _ => null,
    };

    /// <summary>Whether the type is as wide as the widest vector of the processor that it runs on.</summary>
    public static bool DependsOnProcessor(INamedTypeSymbol type) => FrameworkLayouts.NameOf(type.OriginalDefinition) == "System.Numerics.Vector`1";

    protected override TypeLayout? OfStruct(INamedTypeSymbol type)
    {
        if (DependsOnProcessor(type))
            return IsUnknown(type, "depends on the processor", "use a vector of fixed width");
        if (Lay(type, Read(type)) is not { } layout)
            return null;
        return SetAlignment(type) is { } alignment ? layout with { Alignment = alignment } : layout;
    }

    private static int OffsetOf(IFieldSymbol field, MetadataReader metadata) =>
        Math.Max(0, metadata.GetFieldDefinition((FieldDefinitionHandle)MetadataTokens.EntityHandle(field.OriginalDefinition.MetadataToken)).GetOffset());
}
