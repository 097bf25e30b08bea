// A reserve below a node that a context names, before it has a name there.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Leads to symbols, so it does not leave the parser.</summary>
/// <param name="Symbol">The property, or the charged class.</param>
/// <param name="Restricted">What decides who may see the reserve: the symbol, and the type of its items.</param>
/// <param name="Reserve">All but the name and accessibility of the property.</param>
internal sealed record ReachableReserve(ISymbol Symbol, IReadOnlyList<ISymbol> Restricted, ContextReserve Reserve)
{
    /// <summary>The ids of warnings that naming the reserve and its type gives.</summary>
    public IEnumerable<string> UseWarnings => Restricted.SelectMany(static symbol => symbol is ITypeSymbol type
        ? Declarations.UseWarnings.Of(type)
        : Declarations.UseWarnings.OfMember(symbol));
}
