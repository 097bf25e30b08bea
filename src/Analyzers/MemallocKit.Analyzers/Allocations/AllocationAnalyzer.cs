// The base of the rules that report one family of allocations each.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports every allocation of its family in a scope; message argument 0 is what is allocated.</summary>
public abstract class AllocationAnalyzer : ScopeAnalyzer
{
    private readonly AllocationFamily _family;

    private protected AllocationAnalyzer(DiagnosticDescriptor rule, AllocationFamily family)
        : base(rule) => _family = family;

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var allocation in scoped.Allocations)
        {
            if (allocation.Family == _family && allocation.Rung == Rung.Allocates)
            {
                context.ReportDiagnostic(Diagnostic.Create(SupportedDiagnostics[0], allocation.Location, allocation.What));
            }
        }
    }
}
