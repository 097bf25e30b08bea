// What called methods do that the context around their caller has to allow: one summary a method.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

/// <summary>
/// Made when a scope first calls something, for all that can be reached from there at once: so recursion is no special case, and each body is
/// looked at once. Thread-safe: two threads may do the same work, and then one result is dropped.
/// </summary>
internal sealed class ContextEffects(MemallocCompilation memalloc)
{
    // Far more than anybody reads: what is beyond it is a variation of what was reported.
    private const int MaxEffects = 64;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ContextEffect>> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ScopedCall>> _scoped = new(SymbolEqualityComparer.Default);

    /// <summary>What a call of the method does, with the chain from its callee on.</summary>
    public ImmutableArray<ContextEffect> Of(IMethodSymbol method)
    {
        if (!_summaries.TryGetValue(method, out var summary))
        {
            Summarize(method);
            summary = _summaries[method];
        }

        return summary;
    }

    /// <summary>The calls in the scopes of a member whose callees do something, by what they do.</summary>
    public ImmutableArray<ScopedCall> InScopes(ISymbol member, ImmutableArray<IOperation> blocks) =>
        memalloc.Effects.InScopes(member, blocks).Calls.IsEmpty ? [] : _scoped.GetOrAdd(member, m => Find(m, blocks));

    private ImmutableArray<ScopedCall> Find(ISymbol member, ImmutableArray<IOperation> blocks)
    {
        var found = ImmutableArray.CreateBuilder<ScopedCall>();
        var calls = new OperationCalls(member, blocks, memalloc.Symbols);
        foreach (var operation in blocks.SelectMany(b => b.DescendantsAndSelf()))
        {
            foreach (var (callee, location) in calls.Of(operation))
            {
                if (callee.DeclaringSyntaxReferences.IsEmpty || SurroundingContexts.Of(operation, member, memalloc) is not { IsInScope: true } around)
                {
                    continue;
                }

                var call = new ContextCall(callee, operation, location) { IsCertain = true };
                var effects = Of(callee).Select(call.Pass).OfType<ContextEffect>().Select(e => e with { Locations = e.Locations.RemoveAt(0) }).ToImmutableArray();
                if (!effects.IsEmpty)
                {
                    found.Add(new ScopedCall(operation, location, around, effects));
                }
            }
        }

        return found.ToImmutable();
    }

    private void Summarize(IMethodSymbol start)
    {
        var bodies = new Dictionary<IMethodSymbol, ContextBody>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([start]);
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            if (bodies.ContainsKey(method) || _summaries.ContainsKey(method))
            {
                continue;
            }

            var body = ContextBody.Of(method, memalloc.Effects.OperationsOf(method), memalloc);
            bodies.Add(method, body);
            foreach (var call in body.Calls)
            {
                pending.Push(call.Callee);
            }
        }

        foreach (var (method, summary) in FixedPoint(bodies))
        {
            _summaries.TryAdd(method, summary);
        }
    }

    // Effects are added and never taken away, and their chains get shorter only: it ends, and wherever it began, with the same.
    private IEnumerable<(IMethodSymbol Method, ImmutableArray<ContextEffect> Summary)> FixedPoint(Dictionary<IMethodSymbol, ContextBody> bodies)
    {
        var found = bodies.ToDictionary(
            b => b.Key, b => b.Value.Effects.GroupBy(e => e.Key).ToDictionary(e => e.Key, e => e.First()), (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default);
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var body in bodies)
            {
                var effects = found[body.Key];
                foreach (var call in body.Value.Calls)
                {
                    var callee = found.TryGetValue(call.Callee, out var here) ? here.Values.ToArray() : _summaries[call.Callee].AsEnumerable();
                    foreach (var effect in callee)
                    {
                        if (call.Pass(effect) is { } passed
                            && (effects.TryGetValue(passed.Key, out var known) ? passed.CompareTo(known) < 0 : effects.Count < MaxEffects))
                        {
                            effects[passed.Key] = passed;
                            changed = true;
                        }
                    }
                }
            }
        }

        return found.Select(f => (f.Key, f.Value.Values.ToImmutableArray()));
    }
}

/// <param name="Operation">What calls.</param>
/// <param name="Location">Where.</param>
/// <param name="Contexts">What surrounds it.</param>
/// <param name="Effects">What comes of it, with the chain from the callee on.</param>
internal sealed record ScopedCall(IOperation Operation, Location Location, SurroundingContexts Contexts, ImmutableArray<ContextEffect> Effects)
{
    public IEnumerable<ContextEffect> Where(ContextEffectKind kind) => Effects.Where(e => e.Kind == kind);
}
