// Where local functions run: not where they are written, but where they are called.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Scopes;

/// <summary>
/// A local function runs in a scope when it is called there, or from a local function that does. One that is never called, or that
/// becomes a delegate, is taken to run where it is written: nothing is known of where the delegate goes.
/// </summary>
internal static class LocalFunctionRuns
{
    /// <summary>The local functions of a member that are only called outside of the scopes.</summary>
    /// <param name="operations">All operations of the member.</param>
    /// <param name="isInScope">Whether a position is in the text of a scope.</param>
    public static IEnumerable<ILocalFunctionOperation> OutsideOnly(IReadOnlyCollection<IOperation> operations, Func<int, bool> isInScope)
    {
        var functions = operations.OfType<ILocalFunctionOperation>().ToList();
        if (functions.Count == 0)
        {
            return [];
        }

        var calls = operations.OfType<IInvocationOperation>().Where(c => c.TargetMethod.MethodKind == MethodKind.LocalFunction).ToList();
        var running = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        running.UnionWith(operations.OfType<IMethodReferenceOperation>().Select(r => r.Method.OriginalDefinition));
        running.UnionWith(functions.Select(f => f.Symbol).Where(f => !calls.Exists(c => Same(c.TargetMethod, f))));
        for (var before = -1; before != running.Count;)
        {
            before = running.Count;
            foreach (var call in calls)
            {
                if (FunctionAround(call) is { } caller ? running.Contains(caller) : isInScope(call.Syntax.SpanStart))
                {
                    running.Add(call.TargetMethod.OriginalDefinition);
                }
            }
        }

        return functions.Where(f => !running.Contains(f.Symbol));
    }

    private static IMethodSymbol? FunctionAround(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is ILocalFunctionOperation { Symbol: var function })
            {
                return function;
            }
        }

        return null;
    }

    private static bool Same(IMethodSymbol called, IMethodSymbol function) =>
        SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, function);
}
