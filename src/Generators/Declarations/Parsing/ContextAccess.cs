// Who may see the properties of a context.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>A property must not be more accessible than its type, nor give away a reserve that its tree does not show.</summary>
internal static class ContextAccess
{
    private const int Private = 1;

    /// <summary>The most accessible modifier that the property can have, or null where the context cannot see the reserve itself.</summary>
    public static string? Find(INamedTypeSymbol context, ReachableReserve reserve, Compilation compilation)
    {
        if (!reserve.Restricted.All(symbol => compilation.IsSymbolAccessibleWithin(symbol, context)))
            return null;
        var least = reserve.Restricted.Min(LevelOf);
        if (least > Private)
            return least >= LevelOf(context) ? "public" : "internal";

        // Whoever sees a context that is private in a class sees what else is private there.
        return context.DeclaredAccessibility == Accessibility.Private && reserve.Restricted.SelectMany(Chain).All(IsBesideOrVisible) ? "public" : null;

        bool IsBesideOrVisible(ISymbol symbol) =>
            OwnLevelOf(symbol) > Private
            || (symbol.DeclaredAccessibility == Accessibility.Private && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, context.ContainingType));
    }

    private static int LevelOf(ISymbol symbol) => Chain(symbol).Min(OwnLevelOf);

    private static int OwnLevelOf(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => 3,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => 2,
        _ => Private,
    };

    private static IEnumerable<ISymbol> Chain(ISymbol symbol)
    {
        for (var outer = symbol; outer is not (null or INamespaceSymbol); outer = outer.ContainingType)
            yield return outer;
    }
}
