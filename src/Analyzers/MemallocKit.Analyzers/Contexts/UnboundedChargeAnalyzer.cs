// MKIT2009: a loop that charges on and on what a fixed amount was set aside for.
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>Reports a charge in a loop that the turn keeps, unless constants show that all turns stay within the limit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedChargeAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2009",
        "A loop must not charge a reserve without bound",
        "'{0}' is charged{2} in each turn of a loop and not given back in it, {1}; give it back in the loop, or end the loop at a constant within the limit",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2009.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc), OperationKind.Invocation);
            context.RegisterOperationBlockAction(c => CheckCalls(c, memalloc));
        }
    }

    private static void Check(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "TryTransferTo" || ChargeSite.ReserveOf(call, memalloc.Symbols) is not { } reserve
            || LoopsAround(call) is not { Count: > 0 } loops || LoopCharge.Kept(call, loops[0].Body, memalloc.Symbols) is not { } kept
            || LoopCharge.LeavesAfter(kept, loops[0]) || SurroundingContexts.Of(call, context.ContainingSymbol, memalloc) is not { Origin: { } scope }
            || (kept == call && GivesBack(loops[0], context.ContainingSymbol, memalloc)))
        {
            return;
        }

        var key = ReserveKey.Of(reserve);
        if (Excess(key, LoopCharge.Amount(call), loops, scope) is { } excess)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), key?.Member.Name ?? "the reserve", excess, ""));
        }
    }

    private static void CheckCalls(OperationBlockAnalysisContext context, MemallocCompilation memalloc)
    {
        foreach (var call in memalloc.ContextEffects.InScopes(context.OwningSymbol, context.OperationBlocks))
        {
            foreach (var effect in call.Where(ContextEffectKind.KeptCharge))
            {
                if (LoopsAround(call.Operation) is { Count: > 0 } loops && !LoopCharge.LeavesAfterSuccess(call.Operation, loops[0]) && !GivesBack(loops[0], context.OwningSymbol, memalloc)
                    && call.Contexts.Origin is { } scope && Excess(effect.Target, effect.Amount, loops, scope) is { } excess)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        s_rule, call.Location, effect.Locations, effect.Target?.Member.Name, excess, $" by '{effect.From(context.OwningSymbol)}'"));
                }
            }
        }
    }

    // Which of two charges is given back is not known: one that is given back in the loop may be either.
    private static bool GivesBack(ILoopOperation loop, ISymbol member, MemallocCompilation memalloc)
    {
        var calls = new OperationCalls(member, [loop.Body], memalloc.Symbols);
        return loop.Body.Descendants().Any(o =>
            o is IInvocationOperation { TargetMethod.Name: "Uncharge" }
            || calls.Of(o).Any(c => !c.Callee.DeclaringSyntaxReferences.IsEmpty && memalloc.ContextEffects.Of(c.Callee).Any(e => e.Kind == ContextEffectKind.Uncharge)));
    }

    // A loop whose condition is the charge ends when the reserve refuses: that is its bound.
    private static List<ILoopOperation> LoopsAround(IOperation call)
    {
        var loops = new List<ILoopOperation>();
        for (var child = call; child.Parent is { } parent and not (ILocalFunctionOperation or IAnonymousFunctionOperation); child = parent)
        {
            if (parent is ILoopOperation loop)
            {
                if (loop.Body != child)
                {
                    return [];
                }

                loops.Add(loop);
            }
        }

        return loops;
    }

    private static string? Excess(ReserveKey? reserve, long? amount, List<ILoopOperation> loops, object scope)
    {
        // A scope that each turn enters anew is another one each time.
        var inScope = scope is IOperation use ? loops.Where(l => !l.Syntax.Span.Contains(use.Syntax.Span)).ToList() : loops;
        var turns = 1L;
        foreach (var loop in inScope)
        {
            if (TripCount.Of(loop) is not { } count)
            {
                return "and how often it runs is not known";
            }

            turns = count == 0 ? 0 : turns > int.MaxValue / count ? int.MaxValue : turns * count;
        }

        return inScope.Count > 0 && Limit(reserve) is { } limit && amount > 0 && turns > limit / amount
            ? $"{turns} times {amount} of a limit of {limit}"
            : null;
    }

    private static long? Limit(ReserveKey? reserve)
    {
        if (reserve?.Member.Find(KnownNames.ReserveNode) is not { } attribute)
        {
            return null;
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key is "Pages" or "Bytes" or "Objects")
            {
                return argument.Value.Value is long or int ? Convert.ToInt64(argument.Value.Value) : null;
            }
        }

        return null;
    }
}
