// MKIT2009: a loop that charges on and on what a fixed amount was set aside for.
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
        "'{0}' is charged in each turn of a loop and not given back in it, {1}; give it back in the loop, or end the loop at a constant within the limit",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2009.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc), OperationKind.Invocation);
        }
    }

    private static void Check(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "TryTransferTo" || ChargeSite.ReserveOf(call, memalloc.Symbols) is not { } reserve
            || LoopsAround(call) is not { Count: > 0 } loops || LoopCharge.Kept(call, loops[0], memalloc.Symbols) is not { } kept
            || LoopCharge.LeavesAfter(kept, loops[0]) || SurroundingContexts.Of(call, context.ContainingSymbol, memalloc) is not { Origin: { } scope })
        {
            return;
        }

        // A scope that each turn enters anew is another one each time.
        var inScope = scope is IOperation use ? loops.Where(l => !l.Syntax.Span.Contains(use.Syntax.Span)).ToList() : loops;
        if (inScope.Count > 0 && Excess(call, reserve, inScope) is { } excess)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), ReserveKey.Of(reserve)?.Member.Name ?? "the reserve", excess));
        }
    }

    // A loop whose condition is the charge ends when the reserve refuses: that is its bound.
    private static List<ILoopOperation> LoopsAround(IInvocationOperation call)
    {
        var loops = new List<ILoopOperation>();
        for (IOperation child = call; child.Parent is { } parent and not (ILocalFunctionOperation or IAnonymousFunctionOperation); child = parent)
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

    private static string? Excess(IInvocationOperation call, IOperation reserve, List<ILoopOperation> loops)
    {
        var turns = 1L;
        foreach (var loop in loops)
        {
            if (TripCount.Of(loop) is not { } count)
            {
                return "and how often it runs is not known";
            }

            turns = count == 0 ? 0 : turns > int.MaxValue / count ? int.MaxValue : turns * count;
        }

        return Limit(reserve) is { } limit && Amount(call) is { } amount && amount > 0 && turns > limit / amount
            ? $"{turns} times {amount} of a limit of {limit}"
            : null;
    }

    private static long? Limit(IOperation reserve)
    {
        if (DeclaredReserve.Source(reserve) is not IPropertyReferenceOperation { Property: var property }
            || property.Find(KnownNames.ReserveNode) is not { } attribute)
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

    private static long? Amount(IInvocationOperation call)
    {
        var argument = call.Arguments.FirstOrDefault(a => a.Parameter is { Ordinal: 0, RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 });
        return argument is null ? 1 : TripCount.Constant(argument.Value);
    }
}
