// Walks a member's operations once and asks every family what the compiler emits for each.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class BodyWalker
{
    public static MemberEffects Walk(ISymbol member, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        var captures = CaptureMap.Create(member, roots, symbols);
        var localFunctions = new Queue<ILocalFunctionOperation>();
        var own = new BodyBuilder(symbols, captures);
        StateMachines.Declare(member as IMethodSymbol, own);
        InsertedCalls.Enter(member, own);
        WalkBody(roots, own, localFunctions);

        var bodies = ImmutableDictionary.CreateBuilder<IMethodSymbol, Body>(SymbolEqualityComparer.Default);
        while (localFunctions.Count > 0)
        {
            var function = localFunctions.Dequeue();
            var body = new BodyBuilder(symbols, captures);
            StateMachines.Declare(function.Symbol, body);
            Closures.Enter(function.Symbol, body);
            WalkBody([.. function.ChildOperations], body, localFunctions);
            bodies[function.Symbol] = body.ToBody();
        }

        Closures.Enter(member, own);
        return new MemberEffects(own.ToBody(), bodies.ToImmutable());
    }

    // An explicit stack: a chain of a few thousand operators is legal, and recursion over it would end the compiler.
    private static void WalkBody(
        ImmutableArray<IOperation> roots, BodyBuilder body, Queue<ILocalFunctionOperation> localFunctions)
    {
        var pending = new Stack<(IOperation Operation, bool Throws)>();
        for (var i = roots.Length - 1; i >= 0; i--)
        {
            pending.Push((roots[i], false));
        }

        while (pending.Count > 0)
        {
            var (operation, throws) = pending.Pop();
            if (operation is ILocalFunctionOperation function)
            {
                localFunctions.Enqueue(function);
                continue;
            }

            if (NotEmitted.Includes(operation, body.Symbols))
            {
                continue;
            }

            throws |= operation is IThrowOperation || NeverReturns(operation, body.Symbols);
            body.OnThrowPath = throws;
            AskFamilies(operation, body);
            if (ExpressionTrees.IsQuoted(operation, body.Symbols))
            {
                continue;
            }

            foreach (var child in NotEmitted.ReachedChildren(operation).Reverse())
            {
                pending.Push((child, throws));
            }
        }

        body.OnThrowPath = false;
    }

    private static bool NeverReturns(IOperation operation, KnownSymbols symbols) =>
        operation is IInvocationOperation call && call.TargetMethod.HasAttribute(symbols.DoesNotReturnAttribute);

    private static void AskFamilies(IOperation operation, BodyBuilder body)
    {
        Objects.Find(operation, body);
        Arrays.Find(operation, body);
        CollectionExpressions.Find(operation, body);
        Boxing.Find(operation, body);
        ReceiverBoxing.Find(operation, body);
        Closures.Find(operation, body);
        Delegates.Find(operation, body);
        Strings.Find(operation, body);
        StateMachines.Find(operation, body);
        ExpressionTrees.Find(operation, body);
        Dynamics.Find(operation, body);
        UnmanagedMemory.Find(operation, body);
        StackMemory.Find(operation, body);
        CallSites.Find(operation, body);
        InsertedCalls.Find(operation, body);
    }
}
