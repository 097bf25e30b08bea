// What the bodies of this compilation do themselves: each is walked once, whoever asks.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Thread-safe.</summary>
internal sealed class BodyCache(Compilation compilation, KnownSymbols symbols, MemallocScopes scopes, MemberFields fields)
{
    private readonly MemberBodies _bodies = new(compilation);
    private readonly ConcurrentDictionary<ISymbol, Lazy<MemberEffects>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ScopedBody> _scoped = new(SymbolEqualityComparer.Default);

    public MemberFields Fields { get; } = fields;

    /// <summary>The effects of calling <paramref name="method"/>, by its definition.</summary>
    public Body Of(IMethodSymbol method)
    {
        var member = method.ContainingMember();
        var effects = _members.GetOrAdd(member, m => new Lazy<MemberEffects>(() => Walk(m)));
        return effects.Value.Of(method);
    }

    /// <summary>The operations that run when <paramref name="method"/>, a definition, is called.</summary>
    public ImmutableArray<IOperation> OperationsOf(IMethodSymbol method)
    {
        var roots = _bodies.Of(method.ContainingMember());
        return method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            ? roots
            : roots.SelectMany(r => r.Descendants()).FirstOrDefault(o => IsBodyOf(o, method)) is { } function ? [.. function.ChildOperations] : [];
    }

    /// <summary>The effects of the parts of a member that lie in memalloc scopes.</summary>
    public ScopedBody InScopes(ISymbol member, ImmutableArray<IOperation> blocks) =>
        _scoped.GetOrAdd(member, m =>
        {
            var regions = ScopeRegions.Find(m, blocks, scopes, symbols);
            return regions.IsEmpty ? ScopedBody.Empty : ScopedBody.Create(BodyWalker.Walk(m, blocks, ConstructorCaptures.Of(m, blocks, _bodies, symbols), symbols, Fields), regions);
        });

    // No walk asks for another's result, so waiting for one ends.
    private MemberEffects Walk(ISymbol member) => RecordMembers.BodyOf(member) is { } written
        ? new MemberEffects(written, ImmutableDictionary<IMethodSymbol, Body>.Empty)
        : BodyWalker.Walk(member, _bodies.Of(member), symbols, Fields);

    private static bool IsBodyOf(IOperation operation, IMethodSymbol function) => operation switch
    {
        ILocalFunctionOperation local => SymbolEqualityComparer.Default.Equals(local.Symbol.OriginalDefinition, function),
        IAnonymousFunctionOperation lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, function),
        _ => false,
    };
}
