// MKIT2008: a call in a scope that waits for another thread.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports waiting for what may itself wait for memory: tasks, events and threads; and waits for memory that do not end, or
/// that hold a lock which whoever gives memory back may need.
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
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc), OperationKind.Invocation, OperationKind.PropertyReference);
        }
    }

    private static void Check(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        var operation = context.Operation;
        if (BlockingCalls.NameOf(operation) is { } name)
        {
            Report(name, "for another thread", "do the waiting outside the context, or poll with a time-out of zero");
        }
        else if (operation is IInvocationOperation call && MemoryWaits.TimeOut(call, memalloc.Symbols) is { } timeOut)
        {
            if (MemoryWaits.LockAround(call) is { } held)
            {
                Report(call.TargetMethod.Name, $"with 'lock ({held.LockedValue.Syntax})' held for whoever gives memory back", "rent before taking the lock, or without a time-out");
            }
            else if (MemoryWaits.IsForever(timeOut))
            {
                Report(call.TargetMethod.Name, "without end for whoever gives memory back", "give it a deadline");
            }
        }

        void Report(string what, string how, string remedy)
        {
            if (SurroundingContexts.Of(operation, context.ContainingSymbol, memalloc).IsInScope)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, operation.Syntax.GetLocation(), what, how, remedy));
            }
        }
    }
}
