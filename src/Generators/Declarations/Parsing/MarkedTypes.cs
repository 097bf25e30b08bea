// From a member with [Memalloc] to the type that Prime() looks through.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Finds the innermost type around a marked member that emitted code can name: the runtime finds the member in it by its mark, in nested types too. So no
/// body is looked at, and nothing changes while one is edited.
/// </summary>
internal static class MarkedTypes
{
    /// <param name="member">A member or type with <c>[Memalloc]</c>, or a property with a marked accessor.</param>
    /// <returns>One for each mark; none where there is nothing to run, as for delegates.</returns>
    public static IEnumerable<CoveredType> Of(ISymbol member)
    {
        var type = member as INamedTypeSymbol ?? member.ContainingType;
        if (type is null or { TypeKind: TypeKind.Delegate or TypeKind.Error })
            yield break;
        var named = type;
        while (named != null && !IsNameable(named))
            named = named.ContainingType;
        var warnings = named == null ? [] : UseWarnings.Of(named).Distinct().ToImmutableArray();
        var accessors = member is IPropertySymbol property ? new[] { property.GetMethod, property.SetMethod } : [];
        foreach (var marked in accessors.Prepend(member))
        {
            if (marked?.Find(KnownNames.Memalloc) is { } mark && ContextNames.In(mark) is { } contexts)
                yield return new CoveredType(named == null ? "" : Expression(named), TypePaths.FullName(type), new(contexts), new(warnings));
        }
    }

    private static bool IsNameable(INamedTypeSymbol type)
    {
        if (UseWarnings.AreErrors(type))
            return false;
        for (var outer = type; outer != null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal
                || !outer.CanBeReferencedByName
                || outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    private static string Expression(INamedTypeSymbol type) =>
        (type.IsGenericType ? type.ConstructUnboundGenericType() : type).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
