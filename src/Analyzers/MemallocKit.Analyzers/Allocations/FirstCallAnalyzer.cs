// MKIT3013: what allocates the first time only, in a memalloc scope that nothing primes for it.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports first calls that neither <c>Prime()</c> nor a method with <c>[MemallocPrime]</c> brings forward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FirstCallAnalyzer() : ScopeAnalyzer(s_rule)
{
    private const string Prime = "run it once in a method with [MemallocPrime], or make what it keeps before the scope";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3013",
        "A memalloc scope should find done what allocates the first time only",
        "The first call allocates in a memalloc scope: {0}; {1}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3013.md");

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var allocation in scoped.Allocations)
        {
            if (allocation.Rung == Rung.FirstCallOnly && !effects.IsPrimed(context.OwningSymbol))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, allocation.Location, allocation.What, Prime));
            }
        }

        foreach (var (call, verdict) in effects.CallsThat(scoped, context.OwningSymbol, Outcome.FirstCall))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Location, verdict.Locations, verdict.From(context.OwningSymbol), AdviceOn(verdict.Finding)));
        }
    }

    // Where priming one object does nothing for another, only the list knows a way.
    private static string AdviceOn(Finding finding) => (finding.First is null ? FrameworkAdvice.For(finding.Member) : null) ?? Prime;
}
