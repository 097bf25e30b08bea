// The base of the rules about calls: each reports the calls whose worst outcome is its own.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Effects.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Message argument 0 is the called method, 1 the chain from the scope; the far stations are additional locations.</summary>
public abstract class CallRuleAnalyzer : ScopeAnalyzer
{
    private protected CallRuleAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected abstract bool IsMine(Finding finding);

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var call in scoped.Calls)
        {
            if (effects.Judge(call) is { } verdict && IsMine(verdict.Finding)
                && (call.OnThrowPath || !StateMachines.HasStateMachine(call.Callee)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    SupportedDiagnostics[0], call.Location, verdict.Locations, verdict.Callee, verdict.From(context.OwningSymbol)));
            }
        }
    }
}
