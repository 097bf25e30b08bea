// The reserves that contexts at hand give.
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

internal static class ContextReserves
{
    /// <summary>The expression of a byte reserve of a context that is a parameter or an earlier local, or <see langword="null"/>.</summary>
    public static string? Find(SemanticModel model, int position)
    {
        foreach (var symbol in model.LookupSymbols(position).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var type = symbol switch
            {
                IParameterSymbol { RefKind: not RefKind.Out } parameter => parameter.Type,
                ILocalSymbol local when local.Locations[0].SourceSpan.Start < position => local.Type,
                _ => null,
            };
            if (type is null || !type.GetAttributes().Any(a => a.AttributeClass is { Name: "MemallocContextAttribute", ContainingNamespace.Name: "MemallocKit" }))
            {
                continue;
            }

            var reserve = type.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && IsByteReserve(p.Type) && model.IsAccessible(position, p))
                .Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault();
            if (reserve is not null)
            {
                return symbol.Name + "." + reserve;
            }
        }

        return null;
    }

    private static bool IsByteReserve(ITypeSymbol type) => type is { Name: "ByteReserve", ContainingNamespace.Name: "MemallocKit" };
}
