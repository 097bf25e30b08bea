// MKIT3007: iterators and async functions in a memalloc scope, declared there or called from there.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Effects.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports state machines that a memalloc scope allocates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateMachineAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.StateMachine, StateMachines.InsteadOfAny)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3007",
        "A memalloc scope must not use iterators or async functions",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3007.md");

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        base.Report(context, scoped, effects);
        foreach (var call in scoped.Calls.Where(static c => !c.IsOfScope))
        {
            if (call.Cap == Rung.Allocates && StateMachines.HasStateMachine(call.Callee) && !effects.IsTrusted(call.Callee))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Location, StateMachines.What(call.Callee), "", StateMachines.InsteadOf(call.Callee)));
            }
        }
    }
}
