// Names of the types that declarations are made of.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Names in the runtime's namespace, and how symbols are compared with them.</summary>
internal static class KnownNames
{
    public const string Namespace = "MemallocKit";
    public const string ReserveTree = "ReserveTreeAttribute";
    public const string ReserveNode = "ReserveNodeAttribute";
    public const string Memalloc = "MemallocAttribute";
    public const string MemallocContext = "MemallocContextAttribute";
    public const string MemallocPrime = "MemallocPrimeAttribute";

    /// <summary>The tool name in <c>[GeneratedCode]</c> on everything emitted.</summary>
    public const string Tool = "MemallocKit.Generators";

    public static bool IsCalled(this INamedTypeSymbol? type, string containingNamespace, string metadataName) =>
        type is { ContainingType: null }
        && type.MetadataName == metadataName
        && type.ContainingNamespace.IsCalled(containingNamespace);

    // Spelled out from the end: attributes are compared by the thousand, and a display string costs more than all the rest.
    private static bool IsCalled(this INamespaceSymbol space, string name)
    {
        var end = name.Length;
        for (var current = space; !current.IsGlobalNamespace; current = current.ContainingNamespace)
        {
            var start = end - current.Name.Length;
            if (start < 0 || (start > 0 && name[start - 1] != '.') || string.CompareOrdinal(name, start, current.Name, 0, current.Name.Length) != 0)
                return false;
            end = Math.Max(start - 1, 0);
            if (start == 0)
                return current.ContainingNamespace.IsGlobalNamespace;
        }

        return false;
    }

    public static AttributeData? Find(this ISymbol symbol, string attribute)
    {
        foreach (var candidate in symbol.GetAttributes())
        {
            if (candidate.AttributeClass.IsCalled(Namespace, attribute))
                return candidate;
        }

        return null;
    }

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Find(attribute) != null;

    /// <summary>Whether the generator emitted the symbol: analyzers see its output, the generator itself does not.</summary>
    public static bool IsEmitted(this ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsCalled("System.CodeDom.Compiler", "GeneratedCodeAttribute")
                && attribute.ConstructorArguments is [{ Value: Tool }, ..])
                return true;
        }

        return false;
    }
}
