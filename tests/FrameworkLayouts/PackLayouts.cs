// Every struct of a framework that can be named, and its layout.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.LayoutTables;

/// <summary>Lists the structs of one pack.</summary>
internal static class PackLayouts
{
    /// <summary>From the name in metadata to the text of a row; <see langword="null"/> for a struct whose layout does not follow from metadata.</summary>
    public static SortedDictionary<string, string?> Of(Pack pack, IReadOnlySet<string> names)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All);
        var compilation = CSharpCompilation.Create("Layouts", [], pack.References(), options);
        var walker = new MetadataWalker(pack.Target);
        var rows = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var type in Structs(compilation).Where(type => names.Contains(FrameworkLayouts.NameOf(type))))
            rows[FrameworkLayouts.NameOf(type)] = ShapeText.Of(type, walker);

        return rows;
    }

    /// <summary>The structs that reference assemblies show: implementation assemblies have more, which no source can name.</summary>
    public static IReadOnlySet<string> Names(IEnumerable<MetadataReference> referenceAssemblies) =>
        Structs(CSharpCompilation.Create("Names", [], referenceAssemblies)).Select(FrameworkLayouts.NameOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>The public structs of all that a compilation refers to, apart from the built-in types.</summary>
    public static IEnumerable<INamedTypeSymbol> Structs(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(assembly => PublicTypes(assembly.GlobalNamespace)).Where(HasRow);

    private static bool HasRow(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, IsRefLikeType: false } && type.SpecialType != SpecialType.System_Void && PrimitiveLayout.Of(type.SpecialType) == null;

    private static IEnumerable<INamedTypeSymbol> PublicTypes(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
                yield return type;
            if (member is INamespaceSymbol or INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public })
            {
                foreach (var inner in PublicTypes((INamespaceOrTypeSymbol)member))
                    yield return inner;
            }
        }
    }
}
