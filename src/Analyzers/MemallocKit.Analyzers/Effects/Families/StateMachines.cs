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
            body.Allocates(AllocationFamily.StateMachine, What(method!), method!.Locations[0]);
        }
    }

    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation is IAnonymousFunctionOperation { Symbol: { IsAsync: true } lambda })
        {
            body.Allocates(AllocationFamily.StateMachine, What(lambda), operation.Syntax.GetFirstToken().GetLocation());
        }
    }

    public static string What(IMethodSymbol method) =>
        $"the state machine of {(method.IsAsync ? "async" : "iterator")} '{method.ShortName()}'";
}
