// The types whose values somebody has to give back.
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal static class LeaseTypes
{
    // Fields of fields: deeper than anybody nests, and an end for code that does not compile.
    private const int MaxDepth = 4;

    // Weak keys, as the compilation itself is held by nobody.
    private static readonly ConditionalWeakTable<KnownSymbols, ConcurrentDictionary<ITypeSymbol, bool>> s_holders = new();

    /// <summary>One of the library's leases.</summary>
    public static bool IsLease(ITypeSymbol? type, KnownSymbols symbols) => symbols.IsLease(type);

    /// <summary>A lease in storage.</summary>
    public static bool IsStored(ITypeSymbol? type, KnownSymbols symbols) =>
        KnownSymbols.Same(type, symbols.StoredLease) || KnownSymbols.Same(type, symbols.StoredLeaseOfT);

    /// <summary>A lease, or a <c>ref struct</c> that holds one. Stored leases are looked up as well as handed over, so they are none.</summary>
    public static bool IsOwner(ITypeSymbol? type, KnownSymbols symbols) => symbols.IsLease(type) || IsHolder(type, symbols);

    /// <summary>A <c>ref struct</c> with a lease in a field that its <c>Dispose</c> gives back.</summary>
    public static bool IsHolder(ITypeSymbol? type, KnownSymbols symbols) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsRefLikeType: true } named && !symbols.IsLease(type)
        && s_holders.GetValue(symbols, _ => new(SymbolEqualityComparer.Default)).GetOrAdd(named.OriginalDefinition, t => Holds(t, symbols, MaxDepth));

    private static bool Holds(ITypeSymbol type, KnownSymbols symbols, int depth)
    {
        if (depth == 0 || type.GetMembers("Dispose").OfType<IMethodSymbol>().FirstOrDefault(m => m is { IsStatic: false, Parameters.IsEmpty: true }) is not { } dispose)
        {
            return false;
        }

        return type.GetMembers().OfType<IFieldSymbol>().Any(f => f is { IsStatic: false, RefKind: RefKind.None }
            && (symbols.IsLease(f.Type) || (f.Type.IsRefLikeType && Holds(f.Type.OriginalDefinition, symbols, depth - 1))) && Mentions(dispose, f));
    }

    // Of a compiled type, nobody can tell: what has both is taken to belong together.
    private static bool Mentions(IMethodSymbol dispose, IFieldSymbol field)
    {
        var name = (field.AssociatedSymbol ?? field).Name;
        return dispose.DeclaringSyntaxReferences.IsEmpty || dispose.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantTokens().Any(t => t.ValueText == name));
    }
}
