// Closure objects, where the scope of the captured variables begins: an early return pays for them too.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Closures
{
    /// <summary>The closure that begins with a scope inside a body, or with a lambda in it.</summary>
    public static void Find(IOperation operation, BodyBuilder body)
    {
        var closure = operation is IAnonymousFunctionOperation lambda
            ? body.Captures.ClosureOf(lambda.Symbol)
            : body.Captures.ClosureOf(operation);
        Add(closure, operation.Syntax.GetFirstToken().GetLocation(), body);
    }

    /// <summary>The closure that begins with a member or local function as a whole.</summary>
    public static void Enter(ISymbol function, BodyBuilder body) =>
        Add(body.Captures.ClosureOfMember(function), function.Locations[0], body);

    private static void Add(ClosureScope? closure, Location at, BodyBuilder body)
    {
        if (closure is not null)
        {
            var names = string.Join(", ", closure.Variables.Select(v => $"'{v}'"));
            body.Allocates(AllocationFamily.Closure, $"the closure over {names}", at, size: closure.Size);
        }
    }
}
