// MKIT3008: memory that no reserve covers though the collector has nothing to do with it.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Effects.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports native, pooled and unbounded stack memory, and allocations from a zone that name no reserve.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmanagedMemoryAnalyzer() : ScopeAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3008",
        "A memalloc scope should take its memory from reserves",
        "{0} takes memory that is not reserved, in a memalloc scope; {1}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3008.md");

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var allocation in scoped.Allocations)
        {
            if (allocation is { Family: AllocationFamily.Unmanaged, Rung: Rung.Allocates })
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule, allocation.Location, allocation.What, UnmanagedMemory.InsteadOf(allocation.What)));
            }
        }

        foreach (var call in scoped.Calls)
        {
            foreach (var verdict in effects.Judge(call, context.OwningSymbol))
            {
                if (verdict.Outcome == Outcome.Unmanaged)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        s_rule, call.Location, verdict.Locations, verdict.From(context.OwningSymbol), UnmanagedMemory.InsteadOf(verdict.Finding.What)));
                }
            }
        }
    }
}
