// Breadth-first search of the call graph for the nearest allocation.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal sealed class ChainSearch(Func<IMethodSymbol, Body> bodyOf, Func<IMethodSymbol, bool> isTrusted, bool onThrowPath)
{
    private readonly Dictionary<IMethodSymbol, (IMethodSymbol? Caller, Location? Call)> _reached =
        new(SymbolEqualityComparer.Default);

    /// <summary>Every method looked into.</summary>
    public IEnumerable<IMethodSymbol> Reached => _reached.Keys;

    public AllocationChain? From(IMethodSymbol start)
    {
        var pending = new Queue<IMethodSymbol>();
        _reached.Add(start, (null, null));
        pending.Enqueue(start);
        while (pending.Count > 0)
        {
            var method = pending.Dequeue();
            var body = bodyOf(method);
            foreach (var allocation in body.Allocations)
            {
                if (onThrowPath || !allocation.OnThrowPath)
                {
                    return ChainTo(method, allocation);
                }
            }

            foreach (var call in body.Calls)
            {
                if ((onThrowPath || !call.OnThrowPath) && !_reached.ContainsKey(call.Callee) && !isTrusted(call.Callee))
                {
                    _reached.Add(call.Callee, (method, call.Location));
                    pending.Enqueue(call.Callee);
                }
            }
        }

        return null;
    }

    private AllocationChain ChainTo(IMethodSymbol last, Allocation allocation)
    {
        var callees = new Stack<string>();
        var locations = new Stack<Location>();
        locations.Push(allocation.Location);
        for (IMethodSymbol? method = last; method is not null;)
        {
            callees.Push(method.ShortName());
            var (caller, call) = _reached[method];
            if (call is not null)
            {
                locations.Push(call);
            }

            method = caller;
        }

        return new AllocationChain([.. callees], [.. locations], allocation.What);
    }
}
