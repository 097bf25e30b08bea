// MKIT2005: a lease that is given back on some paths and not on others.
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Follows each rent through the control flow of its member. What MKIT2002 reports, a lease that is never given back, is
/// left to it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissedLeaseAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2005",
        "A lease must be disposed on every path",
        "The lease '{0}' rented here is still held where the code {1}; write 'using ({0})' around its use, or dispose it before",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2005.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayRent)
        {
            RentGraphs.Register(context, memalloc.Symbols, (c, graph) => Check(c, graph, memalloc.Symbols));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, ControlFlowGraph graph, KnownSymbols symbols)
    {
        foreach (var rent in RentedLocal.In(graph, symbols))
        {
            if (IsEverReleased(rent.Lease, graph) && LeasePath.FindMissed(graph, rent, symbols) is { } missed)
            {
                Report(context, rent, missed);
            }
        }
    }

    private static bool IsEverReleased(ILocalSymbol lease, ControlFlowGraph graph)
    {
        var names = LeaseUses.Names(lease, FlowGraphs.Operations(graph));
        return FlowGraphs.Operations(graph).Any(o => LeaseUses.Of(names, o).Any(m => LeaseUses.Of(m) == LeaseUse.Released));
    }

    private static void Report(OperationBlockAnalysisContext context, RentedLocal rent, MissedEnd missed) => context.ReportDiagnostic(Diagnostic.Create(
        s_rule, rent.At.GetLocation(), missed.Where is { } end ? [end.Syntax.GetLocation()] : [], rent.Lease.Name, missed.How));
}
