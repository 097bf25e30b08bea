// What stands behind the class Contract: Equals, GetHashCode and CompareTo of what a method is given.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class ComparisonContract
{
    /// <summary>
    /// The comparisons that a method of that class leaves open where its summary does not name them: of its type arguments, and of objects in its arguments. A
    /// comparer that a collection keeps is taken to keep the contract. Elsewhere in the framework the class speaks of handles and cultures, which are its own.
    /// </summary>
    public static ImmutableArray<Residual> ResidualsOf(IMethodSymbol target)
    {
        if (!Compares(target))
        {
            return [];
        }

        var residuals = ImmutableArray.CreateBuilder<Residual>();
        var kind = Orders(target) ? ResidualKind.Comparison : ResidualKind.Equality;
        for (var i = 0; i < Generics.ParametersOf(target).Length; i++)
        {
            residuals.Add(new Residual(kind, i, null));
        }

        foreach (var parameter in target.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_Object)
            {
                residuals.Add(new Residual(ResidualKind.Object, parameter.Ordinal + (target.IsStatic ? 0 : 1), null));
            }
        }

        return residuals.ToImmutable();
    }

    private static bool Compares(IMethodSymbol target)
    {
        var space = target.ContainingNamespace?.ToDisplayString() ?? "";
        return space == "System.Collections" || space.StartsWith("System.Collections.", StringComparison.Ordinal)
            || target.ContainingType is { SpecialType: SpecialType.System_Array or SpecialType.System_Object }
            || !(IsWithin(space, "System") || IsWithin(space, "Microsoft"));
    }

    private static bool IsWithin(string space, string root) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);

    private static bool Orders(IMethodSymbol target) =>
        target.ContainingType.Name.Contains("Sorted") || target.Name.Contains("Sort") || target.Name.Contains("Search") || target.Name.Contains("Compare");
}
