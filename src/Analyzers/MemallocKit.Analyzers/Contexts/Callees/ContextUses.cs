// Where contexts are entered and primed.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

/// <summary>
/// An entry counts where it runs with the method. Priming counts in a lambda too, and as a delegate: whoever gets that may run it in time, and
/// a report that something is not primed has to be certain.
/// </summary>
internal static class ContextUses
{
    public static IEnumerable<ContextEffect> Of(IOperation operation, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        var method = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (method is not { IsStatic: true, Name: "Enter" or "Prime", ContainingType: { } type } || !IsPrimable(type, symbols))
        {
            yield break;
        }

        if (method.Name == "Prime")
        {
            yield return new ContextEffect(ContextEffectKind.Prime, new ReserveKey(type, ""), $"{type.Name}.Prime");
        }
        else if (operation is IInvocationOperation && RunsWith(operation, roots))
        {
            yield return new ContextEffect(ContextEffectKind.Enter, new ReserveKey(type, ""), $"{type.Name}.Enter");
        }
    }

    /// <summary>Written by hand, a context need not have the method; and what a <c>MemallocScope</c> primes are nodes.</summary>
    public static bool IsPrimable(INamedTypeSymbol type, KnownSymbols symbols) =>
        symbols.IsContext(type) && !KnownSymbols.Same(type, symbols.MemallocScope) && !type.GetMembers("Prime").IsEmpty;

    private static bool RunsWith(IOperation operation, ImmutableArray<IOperation> roots)
    {
        for (var child = operation; child is not null && !roots.Contains(child); child = child.Parent)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
