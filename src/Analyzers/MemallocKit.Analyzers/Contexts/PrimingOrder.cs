// What a member enters before it primes it.
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>Asked only about contexts that are primed nowhere else: then what comes before is certainly the first.</summary>
internal static class PrimingOrder
{
    /// <summary>The operations from which the context is entered, directly or in a called method, and primed after that.</summary>
    public static IEnumerable<(IOperation Operation, ContextEffect? Effect)> TooEarly(
        ControlFlowGraph graph, INamedTypeSymbol context, ISymbol member, MemallocCompilation memalloc)
    {
        var key = new ReserveKey(context, "");
        var calls = new OperationCalls(member, [], memalloc.Symbols);
        var primes = new List<(BasicBlock, int)>();
        var enters = new List<(BasicBlock Block, int Index, IOperation Operation, ContextEffect? Effect)>();
        foreach (var (block, index, operation) in FlowGraphs.Places(graph))
        {
            if (operation is not IInvocationOperation call)
            {
                continue;
            }

            if (call.TargetMethod is { IsStatic: true } target && SymbolEqualityComparer.Default.Equals(target.ContainingType, context) && target.Name is "Prime" or "Enter")
            {
                if (target.Name == "Prime")
                {
                    primes.Add((block, index));
                }
                else
                {
                    enters.Add((block, index, call, null));
                }

                continue;
            }

            var effects = calls.Of(call).Where(c => !c.Callee.DeclaringSyntaxReferences.IsEmpty).SelectMany(c => memalloc.ContextEffects.Of(c.Callee)
                .Select(e => e.Through(c.Callee, e.Target))).Where(e => key.Equals(e.Target)).ToList();
            if (effects.FirstOrDefault(e => e.Kind == ContextEffectKind.Enter) is { } enter && effects.All(e => e.Kind != ContextEffectKind.Prime))
            {
                enters.Add((block, index, call, enter));
            }
        }

        foreach (var (block, index, operation, effect) in enters)
        {
            if (!primes.Any(p => Reaches(p, (block, index))) && primes.Any(p => Reaches((block, index), p)))
            {
                yield return (operation, effect);
            }
        }
    }

    // Forward only: in the next turn of a loop it is not the first time.
    private static bool Reaches((BasicBlock Block, int Index) from, (BasicBlock Block, int Index) to)
    {
        if (from.Block == to.Block)
        {
            return from.Index < to.Index;
        }

        var seen = new HashSet<int>();
        var pending = new Stack<BasicBlock>([from.Block]);
        while (pending.Count > 0)
        {
            foreach (var next in FlowGraphs.Successors(pending.Pop()).Select(b => b.Destination).OfType<BasicBlock>())
            {
                if (next == to.Block && to.Block.Ordinal > from.Block.Ordinal)
                {
                    return true;
                }

                if (next.Ordinal > from.Block.Ordinal && next.Ordinal <= to.Block.Ordinal && seen.Add(next.Ordinal))
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }
}
