// MKIT2008: a call in a scope that waits for another thread.
using MemallocKit.Analyzers.Contexts.Callees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports waiting for what may itself wait for memory: tasks, events and threads; and waits for memory that do not end, or
/// that hold a lock which whoever gives memory back may need; and taking a lock that is held elsewhere during such a wait.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer() : MemallocAnalyzer(s_rule)
{
    private const string OtherThread = "for another thread";
    private const string Elsewhere = "do the waiting outside the context, or poll with a time-out of zero";
    private const string RentBefore = "rent before taking the lock, or without a time-out";
    private const string WithoutEnd = "without end for whoever gives memory back";
    private const string GiveDeadline = "give it a deadline";
    private const string ForHolder = "for a thread that holds it while it rents or charges with a time-out";
    private const string DifferentLocks = "rent there before taking the lock, or guard the two by different locks";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2008",
        "A memalloc scope must not wait for other threads",
        "'{0}' waits {1}, which may itself wait for memory; {2}",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2008.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareScopes)
        {
            return;
        }

        context.RegisterOperationAction(c => CheckCall(c, memalloc), OperationKind.Invocation, OperationKind.PropertyReference);

        var locks = new Lazy<HashSet<ISymbol>>(() => LocksAroundWaits.Find(context.Compilation, memalloc, context.CancellationToken));
        context.RegisterOperationAction(c => CheckLock(c, locks, memalloc), OperationKind.Lock);
        context.RegisterOperationBlockAction(c => CheckCallees(c, locks, memalloc));
    }

    private static void CheckCall(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        if (BlockingCalls.NameOf(context.Operation) is { } name)
        {
            Report(context, memalloc, context.Operation, name, OtherThread, Elsewhere);
        }
        else if (context.Operation is IInvocationOperation call && MemoryWaits.TimeOut(call, memalloc.Symbols) is { } timeOut)
        {
            if (MemoryWaits.LockAround(call) is { } held)
            {
                Report(context, memalloc, call, call.TargetMethod.Name, WithLock(held), RentBefore);
            }
            else if (MemoryWaits.IsForever(timeOut))
            {
                Report(context, memalloc, call, call.TargetMethod.Name, WithoutEnd, GiveDeadline);
            }
        }
    }

    private static void CheckLock(OperationAnalysisContext context, Lazy<HashSet<ISymbol>> locks, MemallocCompilation memalloc)
    {
        // The whole compilation is searched only once there is a lock in a scope.
        var held = (ILockOperation)context.Operation;
        if (LocksAroundWaits.Target(held.LockedValue) is { } target
            && SurroundingContexts.Of(held, context.ContainingSymbol, memalloc).IsInScope && locks.Value.Contains(target))
        {
            Report(context, memalloc, held.LockedValue, $"lock ({held.LockedValue.Syntax})", ForHolder, DifferentLocks);
        }
    }

    // One report a call: the first of what it does that waits.
    private static void CheckCallees(OperationBlockAnalysisContext context, Lazy<HashSet<ISymbol>> locks, MemallocCompilation memalloc)
    {
        foreach (var call in memalloc.ContextEffects.InScopes(context.OwningSymbol, context.OperationBlocks))
        {
            var held = MemoryWaits.LockAround(call.Operation);
            foreach (var effect in call.Effects)
            {
                (string How, string Remedy)? wait = effect.Kind switch
                {
                    ContextEffectKind.ThreadWait => (OtherThread, Elsewhere),
                    ContextEffectKind.EndlessWait when held is null => (WithoutEnd, GiveDeadline),
                    ContextEffectKind.MemoryWait or ContextEffectKind.EndlessWait when held is not null => (WithLock(held), RentBefore),
                    ContextEffectKind.Lock when effect.Target is { } target && locks.Value.Contains(target.Member) => (ForHolder, DifferentLocks),
                    _ => null,
                };
                if (wait is var (how, remedy))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Location, effect.Locations, effect.From(context.OwningSymbol), how, remedy));
                    break;
                }
            }
        }
    }

    private static string WithLock(ILockOperation held) => $"with 'lock ({held.LockedValue.Syntax})' held for whoever gives memory back";

    private static void Report(
        OperationAnalysisContext context, MemallocCompilation memalloc, IOperation at, string what, string how, string remedy)
    {
        if (SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc).IsInScope)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, at.Syntax.GetLocation(), what, how, remedy));
        }
    }
}
