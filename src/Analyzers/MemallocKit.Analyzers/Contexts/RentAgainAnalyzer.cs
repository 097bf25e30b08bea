// MKIT2004: a reserve is given back and asked for again in one scope.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a second rent of a reserve in a scope that has rented from it and given that back: in between, the memory is
/// anybody's who is entitled. A call of a method that certainly rents and gives back counts as both.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RentAgainAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2004",
        "A reserve must not be given back and asked for again in one scope",
        "'{0}' is rented again{1} after its lease was given back in the same scope, so another caller may have it by now; keep the first lease for both uses",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2004.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes && memalloc.MayRent)
        {
            context.RegisterOperationBlockAction(c => Check(c, memalloc));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.Effects.InScopes(context.OwningSymbol, context.OperationBlocks).IsEmpty)
        {
            return;
        }

        // Graphs know nothing of scopes, the operations they were made of do.
        var places = Places(context, memalloc);
        if (!places.GroupBy(p => (p.Reserve, p.Scope)).Any(p => p.Skip(1).Any()))
        {
            return;
        }

        var reported = new HashSet<(SyntaxNode, ReserveKey)>();
        foreach (var graph in context.OperationBlocks.SelectMany(b => FlowGraphs.WithFunctions(context.GetControlFlowGraph(b))))
        {
            foreach (var (place, reached) in Starts(graph, places, memalloc.Symbols))
            {
                foreach (var again in places.Where(p => p.Reserve == place.Reserve && p.Scope == place.Scope && p.Syntax != place.Syntax && reached.Contains(p.Syntax)))
                {
                    if (reported.Add((again.Syntax, again.Reserve)))
                    {
                        var by = again.Effect is { } effect ? $" by '{effect.From(context.OwningSymbol)}'" : "";
                        context.ReportDiagnostic(Diagnostic.Create(
                            s_rule, again.Syntax.GetLocation(), [place.Syntax.GetLocation(), .. again.Effect?.Locations ?? []], place.Reserve.Member.Name, by));
                    }
                }
            }
        }
    }

    // Each place that gives back, with the calls that come after it.
    private static IEnumerable<(Place Place, HashSet<SyntaxNode> Reached)> Starts(ControlFlowGraph graph, List<Place> places, KnownSymbols symbols)
    {
        var bySyntax = places.ToLookup(p => p.Syntax);
        foreach (var rent in RentedLocal.In(graph, symbols))
        {
            foreach (var place in bySyntax[rent.Call.Syntax].Where(p => p.Effect is null))
            {
                yield return (place, RentAgainPath.After(graph, rent, o => bySyntax.Contains(o.Syntax)));
            }
        }

        foreach (var (block, index, call) in FlowGraphs.Places(graph).Where(p => p.Operation is IInvocationOperation))
        {
            foreach (var place in bySyntax[call.Syntax].Where(p => p.Effect is not null))
            {
                yield return (place, RentAgainPath.After(graph, block, index, o => bySyntax.Contains(o.Syntax)));
            }
        }
    }

    private static List<Place> Places(OperationBlockAnalysisContext context, MemallocCompilation memalloc)
    {
        var found = new List<Place>();
        foreach (var call in context.OperationBlocks.SelectMany(b => b.Descendants()).OfType<IInvocationOperation>())
        {
            if (Rents.LocalOf(call, memalloc.Symbols) is not null
                && ChargeSite.ReserveOf(call, memalloc.Symbols) is { } expression && ReserveKey.Of(expression) is { } key
                && SurroundingContexts.Of(call, context.OwningSymbol, memalloc).Origin is { } scope)
            {
                found.Add(new Place(call.Syntax, key, scope, null));
            }
        }

        foreach (var call in memalloc.ContextEffects.InScopes(context.OwningSymbol, context.OperationBlocks))
        {
            if (call is { Operation: IInvocationOperation, Contexts.Origin: { } scope })
            {
                found.AddRange(call.Where(ContextEffectKind.RentAndReturn).Select(e => new Place(call.Operation.Syntax, e.Target!, scope, e)));
            }
        }

        return found;
    }

    /// <param name="Syntax">The rent, or the call that leads to it.</param>
    /// <param name="Reserve">What is rented from.</param>
    /// <param name="Scope">The scope that it is in.</param>
    /// <param name="Effect">What the called method does; <see langword="null"/> for a rent itself.</param>
    private sealed record Place(SyntaxNode Syntax, ReserveKey Reserve, object Scope, ContextEffect? Effect);
}
