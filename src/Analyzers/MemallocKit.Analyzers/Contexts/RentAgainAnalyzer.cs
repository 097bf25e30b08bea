// MKIT2004: a reserve is given back and asked for again in one scope.
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a second rent of a reserve in a scope that has rented from it and given that back: in between, the memory is
/// anybody's who is entitled.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RentAgainAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2004",
        "A reserve must not be given back and asked for again in one scope",
        "'{0}' is rented again after its lease was given back in the same scope, so another caller may have it by now; keep the first lease for both uses",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2004.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes && memalloc.MayRent)
        {
            RentGraphs.Register(context, memalloc.Symbols, (c, graph) => Check(c, graph, memalloc));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, ControlFlowGraph graph, MemallocCompilation memalloc)
    {
        var rents = RentedLocal.In(graph, memalloc.Symbols).ToList();
        if (rents.Count < 2)
        {
            return;
        }

        var places = Places(context, memalloc);
        var reported = new HashSet<SyntaxNode>();
        foreach (var rent in rents)
        {
            if (!places.TryGetValue(rent.Call.Syntax, out var place))
            {
                continue;
            }

            foreach (var again in new RentAgainPath(graph, rent).Reached(c => places.TryGetValue(c.Syntax, out var other) && other == place))
            {
                if (again != rent.Call.Syntax && reported.Add(again))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_rule, again.GetLocation(), [rent.Call.Syntax.GetLocation()], place.Reserve.Member.Name));
                }
            }
        }
    }

    // Graphs know nothing of scopes, the operations they were made of do.
    private static Dictionary<SyntaxNode, (ReserveKey Reserve, object Scope)> Places(OperationBlockAnalysisContext context, MemallocCompilation memalloc)
    {
        var found = new Dictionary<SyntaxNode, (ReserveKey, object)>();
        foreach (var call in context.OperationBlocks.SelectMany(b => b.Descendants()).OfType<IInvocationOperation>())
        {
            if (Rents.LocalOf(call, memalloc.Symbols) is not null
                && ChargeSite.ReserveOf(call, memalloc.Symbols) is { } expression && ReserveKey.Of(expression) is { } key
                && SurroundingContexts.Of(call, context.OwningSymbol, memalloc).Origin is { } scope)
            {
                found[call.Syntax] = (key, scope);
            }
        }

        return found;
    }
}
