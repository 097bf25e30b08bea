// Iterators and async functions: calling one makes its state machine, a task, or both.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class StateMachines
{
    public static bool HasStateMachine(IMethodSymbol? method) => method is { IsAsync: true } or { IsIterator: true };

    /// <summary>A member or local function that is one itself.</summary>
    public static void Declare(IMethodSymbol? method, BodyBuilder body)
    {
        if (HasStateMachine(method))
        {
            body.Allocates(AllocationFamily.StateMachine, What(method!), method!.Locations[0], instead: InsteadOf(method));
        }
    }

    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation is IAnonymousFunctionOperation { Symbol: { IsAsync: true } lambda })
        {
            body.Allocates(AllocationFamily.StateMachine, What(lambda), operation.Syntax.GetFirstToken().GetLocation(), instead: InsteadOf(lambda));
        }
    }

    public const string InsteadOfAny = "write a struct enumerator or a synchronous method";

    public static string InsteadOf(IMethodSymbol method) => method.IsAsync
        ? "write a synchronous method, and run it on a primed thread that stays in the context"
        : "write a struct with GetEnumerator, MoveNext and Current, or loop over a span";

    public static string What(IMethodSymbol method) =>
        $"the state machine of {(method.IsAsync ? "async" : "iterator")} '{method.ShortName()}'";
}
