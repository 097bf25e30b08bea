// What a method of this compilation allocates, itself or through the methods it calls.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Bodies are walked on demand and once; chains are searched on demand, breadth first, so that the shortest is named and
/// recursion ends by itself. Thread-safe: two threads may do the same work, and then one result is dropped.
/// </summary>
internal sealed class EffectEngine(Compilation compilation, KnownSymbols symbols, MemallocScopes scopes)
{
    private readonly MemberBodies _bodies = new(compilation);
    private readonly ConcurrentDictionary<ISymbol, MemberEffects> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, AllocationChain?> _allocating = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, AllocationChain?> _throwing = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ScopedBody> _scoped = new(SymbolEqualityComparer.Default);

    /// <summary>The effects of the parts of a member that lie in memalloc scopes.</summary>
    /// <param name="member">The member that owns the blocks.</param>
    /// <param name="blocks">Its operation blocks, which the compiler has at hand.</param>
    public ScopedBody InScopes(ISymbol member, ImmutableArray<IOperation> blocks) =>
        _scoped.GetOrAdd(member, m =>
        {
            var regions = ScopeRegions.Find(m, blocks, scopes, symbols);
            return regions.IsEmpty ? ScopedBody.Empty : ScopedBody.Create(BodyWalker.Walk(m, blocks, symbols), regions);
        });

    /// <summary>How a call of <paramref name="callee"/> comes to allocate, or <see langword="null"/>: not as far as its source tells.</summary>
    /// <param name="callee">A method of this compilation, as <see cref="Callees.Normalize"/> gives it.</param>
    /// <param name="onThrowPath">Look for allocations that only serve a throw, too.</param>
    public AllocationChain? FindChain(IMethodSymbol callee, bool onThrowPath)
    {
        var known = onThrowPath ? _throwing : _allocating;
        if (known.TryGetValue(callee, out var chain))
        {
            return chain;
        }

        var search = new ChainSearch(BodyOf, IsTrusted, onThrowPath);
        chain = search.From(callee);
        if (chain is null)
        {
            // Nothing that was reached allocates, so the answer holds for all of it.
            foreach (var reached in search.Reached)
            {
                known.TryAdd(reached, null);
            }
        }

        known.TryAdd(callee, chain);
        return chain;
    }

    /// <summary>The callee's own body is checked, so calls to it need no look inside.</summary>
    public bool IsTrusted(IMethodSymbol callee) => scopes.IsScope(callee);

    private Body BodyOf(IMethodSymbol method)
    {
        var member = method.ContainingMember();
        var effects = _members.GetOrAdd(member, m => BodyWalker.Walk(m, _bodies.Of(m), symbols));
        return effects.Of(method);
    }
}
