// The base of the rules about calls: each reports the calls that come to its outcome.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Effects.Families;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Message argument 0 is the called method, 1 the chain from the scope, 2 what to do about it; the far stations are additional locations.</summary>
public abstract class CallRuleAnalyzer : ScopeAnalyzer
{
    private readonly Outcome _outcome;

    private protected CallRuleAnalyzer(DiagnosticDescriptor rule, Outcome outcome)
        : base(rule) => _outcome = outcome;

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var (call, verdict) in effects.CallsThat(scoped, context.OwningSymbol, _outcome))
        {
            if (call.Cap < Rung.Allocates || !StateMachines.HasStateMachine(call.Callee))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    SupportedDiagnostics[0], call.Location, verdict.Locations, verdict.Callee, verdict.From(context.OwningSymbol), FrameworkAdvice.For(verdict.Finding.Member) ?? AdviceOn(verdict)));
            }
        }
    }

    private protected virtual string AdviceOn(CallVerdict verdict) => verdict.Finding.Advice;
}
