// Walks a member's operations once and asks every family what the compiler emits for each.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class BodyWalker
{
    public static MemberEffects Walk(ISymbol member, ImmutableArray<IOperation> roots, KnownSymbols symbols, MemberFields fields) =>
        Walk(member, roots, CaptureMap.Create(member, roots, symbols), symbols, fields);

    public static MemberEffects Walk(ISymbol member, ImmutableArray<IOperation> roots, CaptureMap captures, KnownSymbols symbols, MemberFields fields)
    {
        var facts = new ArgumentFacts(roots, fields.Known);
        var lazy = new LazyFills(facts, fields.Kept);
        var functions = new Queue<(IMethodSymbol Symbol, IOperation Operation)>();
        var own = new BodyBuilder(member, symbols, captures, facts);
        StateMachines.Declare(member as IMethodSymbol, own);
        InsertedCalls.Enter(member, own);
        WalkBody(roots, own, lazy, functions);

        var bodies = ImmutableDictionary.CreateBuilder<IMethodSymbol, Body>(SymbolEqualityComparer.Default);
        while (functions.Count > 0)
        {
            var (function, operation) = functions.Dequeue();
            if (bodies.ContainsKey(function))
            {
                // Found by the walk of the lambda around it, too.
                continue;
            }

            var body = new BodyBuilder(function, symbols, captures, facts);
            StateMachines.Declare(function, body);
            Closures.Enter(function, body);
            WalkBody([.. operation.ChildOperations], body, lazy, functions);
            bodies[function] = body.ToBody();
        }

        Closures.Enter(member, own);
        return new MemberEffects(own.ToBody(), bodies.ToImmutable());
    }

    // An explicit stack: a chain of a few thousand operators is legal, and recursion over it would end the compiler.
    private static void WalkBody(
        ImmutableArray<IOperation> roots, BodyBuilder body, LazyFills lazy, Queue<(IMethodSymbol Symbol, IOperation Operation)> functions)
    {
        var pending = new Stack<(IOperation Operation, bool Throws, bool First)>();
        for (var i = roots.Length - 1; i >= 0; i--)
        {
            pending.Push((roots[i], false, false));
        }

        while (pending.Count > 0)
        {
            var (operation, throws, first) = pending.Pop();
            if (operation is ILocalFunctionOperation function)
            {
                functions.Enqueue((function.Symbol, function));
                continue;
            }

            if (NotEmitted.Includes(operation, body.Symbols))
            {
                continue;
            }

            if (operation is IAnonymousFunctionOperation lambda)
            {
                // Part of the body that it is written in, and a body of its own for calls of its delegate.
                functions.Enqueue((lambda.Symbol, lambda));
            }

            throws |= operation is IThrowOperation || NeverReturns(operation, body.Symbols);
            first |= lazy.Begin(operation);
            body.OnThrowPath = throws;
            body.OnFirstCall = first || lazy.IsCallOf(operation);
            AskFamilies(operation, body);
            if (ExpressionTrees.IsQuoted(operation, body.Symbols))
            {
                continue;
            }

            var serving = ThrowBlocks.Serving(operation, body.Symbols);
            foreach (var child in NotEmitted.ReachedChildren(operation).Reverse())
            {
                pending.Push((child, throws || serving.Contains(child), first));
            }
        }

        body.OnThrowPath = false;
        body.OnFirstCall = false;
    }

    private static bool NeverReturns(IOperation operation, KnownSymbols symbols) =>
        operation is IInvocationOperation call && call.TargetMethod.HasAttribute(symbols.DoesNotReturnAttribute);

    private static void AskFamilies(IOperation operation, BodyBuilder body)
    {
        var found = body.AllocationCount;
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

        // What a family reports needs no second report for the same call.
        body.SkipsLibraries = body.AllocationCount > found;
        CallSites.Find(operation, body);
        InsertedCalls.Find(operation, body);
        TupleCalls.Find(operation, body);
    }
}
