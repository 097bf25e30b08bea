// The way from a scope outwards, in the operation tree.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class EnvironmentPaths
{
    /// <summary>The scopes around an operation, and the functions (without a scope), ending with the member.</summary>
    public static IEnumerable<(IOperation? Scope, ISymbol Function)> Around(IOperation? start, bool startsAtFunction, ISymbol member)
    {
        for (var operation = startsAtFunction ? start?.Parent : start; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation { Symbol: var lambda })
            {
                yield return (null, lambda);
            }
            else if (operation is ILocalFunctionOperation { Symbol: var local })
            {
                yield return (null, local);
            }
            else if (operation != start)
            {
                yield return (operation, member);
            }
        }

        yield return (null, member);
    }

    /// <summary>Code in the inner scope can run several times for one run of the outer scope, <see langword="null"/> being the whole function.</summary>
    public static bool HasLoop(IOperation inner, IOperation? outer)
    {
        for (IOperation? operation = inner, child = null; operation is not null && operation != outer; child = operation, operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                break;
            }

            if (IsRepeated(operation, child))
            {
                return true;
            }
        }

        return (outer is IForLoopOperation && inner != outer) || JumpsBack(inner, outer);
    }

    // The variables of `for` are made once; those of other loops belong to each round.
    private static bool IsRepeated(IOperation operation, IOperation? child) => operation switch
    {
        IForLoopOperation loop => child is not null && !loop.Before.Contains(child),
        IForEachLoopOperation loop => child is null || child != loop.Collection,
        ILoopOperation => true,
        _ => false,
    };

    private static bool JumpsBack(IOperation inner, IOperation? outer)
    {
        var root = outer ?? inner;
        while (outer is null && root.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            root = parent;
        }

        var start = inner.Syntax.SpanStart;
        var labels = root.Descendants().OfType<ILabeledOperation>().Where(l => l.Syntax.SpanStart <= start).ToList();
        return labels.Count > 0 && root.Descendants().OfType<IBranchOperation>().Any(b => b.BranchKind == BranchKind.GoTo
            && b.Syntax.SpanStart > start && labels.Exists(l => SymbolEqualityComparer.Default.Equals(l.Label, b.Target)));
    }
}
