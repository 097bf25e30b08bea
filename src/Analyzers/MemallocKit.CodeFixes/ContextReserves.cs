// The reserves that the code at a place may charge, as it would name them.
using MemallocKit.Analyzers;
using MemallocKit.Analyzers.Contexts;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

internal static class ContextReserves
{
    /// <summary>The first reserve of a type that fits: of a context that is a parameter or an earlier local, else of a tree that a context around names.</summary>
    public static string? Find(SemanticModel model, SyntaxNode at, Func<ITypeSymbol, bool> fits)
    {
        var position = at.SpanStart;
        foreach (var (name, type) in AtHand(model, position))
        {
            var reserve = type.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && fits(p.Type) && model.IsAccessible(position, p))
                .Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault();
            if (reserve is not null)
            {
                return name + "." + reserve;
            }
        }

        return Around(model, at).SelectMany(NodesOf).SelectMany(Reserves).FirstOrDefault(p => fits(p.Type) && model.IsAccessible(position, p)) is { } found
            ? found.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + found.Name
            : null;
    }

    public static bool IsByteReserve(ITypeSymbol type) => type is { Name: "ByteReserve", ContainingNamespace.Name: KnownNames.Namespace };

    /// <summary>The contexts that are parameters or earlier locals, with their names.</summary>
    public static IEnumerable<(string Name, INamedTypeSymbol Type)> AtHand(SemanticModel model, int position)
    {
        foreach (var symbol in model.LookupSymbols(position).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var type = symbol switch
            {
                IParameterSymbol { RefKind: not RefKind.Out } parameter => parameter.Type,
                ILocalSymbol local when local.Locations[0].SourceSpan.Start < position => local.Type,
                _ => null,
            };
            if (type is INamedTypeSymbol named && named.Has(KnownNames.MemallocContext))
            {
                yield return (symbol.Name, named);
            }
        }
    }

    /// <summary>The contexts that the code certainly runs in; innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Around(SemanticModel model, SyntaxNode at)
    {
        if (MemallocCompilation.For(model.Compilation) is not { } memalloc || model.GetEnclosingSymbol(at.SpanStart) is not { } function
            || at.AncestorsAndSelf().Select(n => model.GetOperation(n)).FirstOrDefault(o => o is not null) is not { } operation)
        {
            return [];
        }

        var contexts = SurroundingContexts.Of(operation, function.ContainingMember(), memalloc);
        return contexts.Entered.Concat(contexts.Marks.Where(m => m.Length == 1).Select(m => m[0])).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>The classes that a context names.</summary>
    public static IEnumerable<INamedTypeSymbol> NodesOf(INamedTypeSymbol context) =>
        context.Find(KnownNames.MemallocContext) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } nodes] }
            ? nodes.Values.Select(n => n.Value).OfType<INamedTypeSymbol>()
            : [];

    private static IEnumerable<IPropertySymbol> Reserves(INamedTypeSymbol node) =>
        node.GetMembers().OfType<IPropertySymbol>().Where(p => p.IsStatic && p.Has(KnownNames.ReserveNode))
            .Concat(node.GetTypeMembers().Where(t => t.Has(KnownNames.ReserveNode)).SelectMany(Reserves));
}
