// What one method does itself that a context has to allow, and what it calls.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

/// <summary>Lambdas are left out: where they run is not known. What a method does in a context that it enters itself is judged there.</summary>
internal sealed record ContextBody(ImmutableArray<ContextEffect> Effects, ImmutableArray<ContextCall> Calls)
{
    public static ContextBody Of(IMethodSymbol method, ImmutableArray<IOperation> roots, MemallocCompilation memalloc)
    {
        var member = method.ContainingMember();
        var effects = ImmutableArray.CreateBuilder<ContextEffect>();
        var calls = ImmutableArray.CreateBuilder<ContextCall>();
        var callees = new OperationCalls(method, roots, memalloc.Symbols);
        var certainty = new Certainty(roots);
        foreach (var operation in roots.SelectMany(r => r.DescendantsAndSelf()))
        {
            effects.AddRange(ContextUses.Of(operation, roots, memalloc.Symbols).Select(e => e with { Locations = [operation.Syntax.GetLocation()] }));
        }

        foreach (var operation in Operations(roots, memalloc.Symbols))
        {
            var own = OwnEffects.Of(operation, roots, memalloc.Symbols).ToList();
            var called = callees.Of(operation).Where(c => IsSource(c.Callee)).ToList();
            if (own.Count + called.Count == 0 || SurroundingContexts.Of(operation, member, memalloc) is not { Origin: not IOperation } around)
            {
                continue;
            }

            var site = new ContextCall(method, operation, operation.Syntax.GetLocation())
            {
                NamesContext = around.Innermost is not null || around.IsOpen,
                IsInScope = around.IsInScope,
                IsCertain = certainty.Of(operation),
            };
            effects.AddRange(own.Where(e => !Ends(e, site)).Select(e => e with { Locations = [site.Location] }));
            calls.AddRange(called.Select(c => site with { Callee = c.Callee, Location = c.Location }));
        }

        return new ContextBody(effects.ToImmutable(), calls.ToImmutable());
    }

    /// <summary>The operations that run when the roots do, in no certain order.</summary>
    public static IEnumerable<IOperation> Operations(ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        var pending = new Stack<IOperation>(roots);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            if ((operation is ILocalFunctionOperation or IAnonymousFunctionOperation && !roots.Contains(operation)) || operation is IThrowOperation || NotEmitted.Includes(operation, symbols))
            {
                continue;
            }

            yield return operation;
            foreach (var child in NotEmitted.ReachedChildren(operation))
            {
                pending.Push(child);
            }
        }
    }

    private static bool Ends(ContextEffect effect, ContextCall site) => effect.Kind switch
    {
        ContextEffectKind.Charge => site.NamesContext,
        ContextEffectKind.RentAndReturn => !site.IsCertain,
        ContextEffectKind.ThreadWait or ContextEffectKind.EndlessWait or ContextEffectKind.Lock => site.IsInScope,
        _ => false,
    };

    private static bool IsSource(IMethodSymbol callee) => !callee.DeclaringSyntaxReferences.IsEmpty;
}
