// MKIT2010: a lease that is given back by hand, behind a call that may throw.
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Analyzers.Contexts.Leases;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a lease that the member disposes without <c>using</c> or <c>finally</c>, when a call in between is not known to do nothing that throws. Where
/// a path that the code spells out misses the end already, MKIT2005 says so.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrownLeaseAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2010",
        "A lease should be disposed when a call throws",
        "The lease '{0}' rented here is lost when {1} throws, before it is disposed; write 'using ({0})' around its use",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2010.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayRent)
        {
            var effects = memalloc.Effects.With(context.Options.AdditionalFiles);
            RentGraphs.Register(context, memalloc.Symbols, (c, graph) => Check(c, graph, memalloc, effects));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, ControlFlowGraph graph, MemallocCompilation memalloc, EffectEngine effects)
    {
        foreach (var rent in RentedLocal.In(graph, memalloc.Symbols))
        {
            if (IsDisposedByHand(rent.Lease, graph) && LeasePath.FindMissed(graph, rent, memalloc.Symbols) is null
                && LeasePath.FindThrown(graph, rent, memalloc.Symbols, o => Thrower(o, context.OwningSymbol, memalloc, effects)) is { Where: { } where } thrown)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule, rent.At.GetLocation(), [where.Syntax.GetLocation()], rent.Lease.Name, thrown.How));
            }
        }
    }

    private static bool IsDisposedByHand(ILocalSymbol lease, ControlFlowGraph graph) =>
        FlowGraphs.Operations(graph).SelectMany(o => LeaseUses.Of(lease, o)).Any(m => m.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" });

    private static string? Thrower(IOperation operation, ISymbol member, MemallocCompilation memalloc, EffectEngine effects)
    {
        var calls = new OperationCalls(member, [operation], memalloc.Symbols);
        foreach (var part in operation.DescendantsAndSelf())
        {
            foreach (var call in calls.Written(part))
            {
                if (!IsOfLibrary(call.Callee) && MayThrow(call, member, effects))
                {
                    return $"'{MemberNames.Of(call.Target)}'";
                }
            }
        }

        return null;
    }

    // The library's own calls throw where they are misused, which is no state to recover from.
    private static bool IsOfLibrary(IMethodSymbol method) => method.ContainingAssembly?.Name == "MemallocKit";

    // What allocates may throw, too. A marked method is trusted not to allocate: what it throws is written in its body.
    private static bool MayThrow(Call call, ISymbol member, EffectEngine effects)
    {
        if (!effects.IsTrusted(call.Callee) || call.Callee.DeclaringSyntaxReferences.IsEmpty)
        {
            return Judged(call, member);
        }

        var body = effects.BodyOf(call.Callee);
        return body.Allocations.Any(a => a.OnThrowPath) || body.Calls.Any(c => c.OnThrowPath || Judged(c, call.Callee));

        bool Judged(Call judged, ISymbol caller) => effects.Judge(judged, caller).Any(v => v.Rung != Rung.FirstCallOnly);
    }
}
