// MKIT2008: a call in a scope that waits for another thread.
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

        var locks = new Lazy<HashSet<ISymbol>>(() => LocksAroundWaits.Find(context.Compilation, memalloc.Symbols, context.CancellationToken));
        context.RegisterOperationAction(c => CheckLock(c, locks, memalloc), OperationKind.Lock);
    }

    private static void CheckCall(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        if (BlockingCalls.NameOf(context.Operation) is { } name)
        {
            Report(context, memalloc, context.Operation, name, "for another thread", "do the waiting outside the context, or poll with a time-out of zero");
        }
        else if (context.Operation is IInvocationOperation call && MemoryWaits.TimeOut(call, memalloc.Symbols) is { } timeOut)
        {
            if (MemoryWaits.LockAround(call) is { } held)
            {
                Report(
                    context, memalloc, call, call.TargetMethod.Name, $"with 'lock ({held.LockedValue.Syntax})' held for whoever gives memory back",
                    "rent before taking the lock, or without a time-out");
            }
            else if (MemoryWaits.IsForever(timeOut))
            {
                Report(context, memalloc, call, call.TargetMethod.Name, "without end for whoever gives memory back", "give it a deadline");
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
            Report(
                context, memalloc, held.LockedValue, $"lock ({held.LockedValue.Syntax})", "for a thread that holds it while it rents or charges with a time-out",
                "rent there before taking the lock, or guard the two by different locks");
        }
    }

    private static void Report(
        OperationAnalysisContext context, MemallocCompilation memalloc, IOperation at, string what, string how, string remedy)
    {
        if (SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc).IsInScope)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, at.Syntax.GetLocation(), what, how, remedy));
        }
    }
}
