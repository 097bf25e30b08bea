// What one lambda or local function captures.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal sealed class CapturingFunction(IMethodSymbol symbol)
{
    public IMethodSymbol Symbol { get; } = symbol;

    /// <summary>Locals and parameters declared outside the function that it or what it calls refers to.</summary>
    public HashSet<ISymbol> Variables { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Local functions called or turned into delegates inside; their captures are captures here too.</summary>
    public HashSet<IMethodSymbol> Uses { get; } = new(SymbolEqualityComparer.Default);

    public bool CapturesThis { get; set; }

    /// <summary>Some delegate, iterator or state machine keeps the function's environment, so it must be on the heap.</summary>
    public bool NeedsObject { get; set; } =
        symbol.MethodKind == MethodKind.AnonymousFunction || symbol.IsAsync || symbol.IsIterator;

    /// <summary>The variable belongs to the function itself or to something nested in it.</summary>
    public bool Declares(ISymbol variable)
    {
        for (var owner = variable.ContainingSymbol; owner is IMethodSymbol; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, Symbol))
            {
                return true;
            }
        }

        return false;
    }
}
