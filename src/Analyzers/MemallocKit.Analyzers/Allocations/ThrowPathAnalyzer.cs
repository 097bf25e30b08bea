// MKIT3011: allocations in a memalloc scope that only serve to throw.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports throws, and calls to methods that allocate nothing unless they throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowPathAnalyzer() : ScopeAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3011",
        "A throw in a memalloc scope allocates",
        "Throwing allocates in a memalloc scope: {0}; report the failure as a result, or throw an exception made before the scope",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3011.md");

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var allocation in scoped.Allocations)
        {
            if (allocation.OnThrowPath)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, allocation.Location, allocation.What));
            }
        }

        foreach (var call in scoped.Calls)
        {
            // Of a call that does more, the throw is the least of it.
            if (effects.Judge(call, context.OwningSymbol) is [{ Outcome: Outcome.Throws } verdict])
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule, call.Location, verdict.Locations, verdict.From(context.OwningSymbol)));
            }
        }
    }
}
