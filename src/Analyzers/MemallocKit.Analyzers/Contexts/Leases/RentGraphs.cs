// Runs a rule on the control flow graphs of bodies in which something is rented into a local, and on no others.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal static class RentGraphs
{
    public static void Register(
        CompilationStartAnalysisContext context, KnownSymbols symbols, Action<OperationBlockAnalysisContext, ControlFlowGraph> check) =>
        context.RegisterOperationBlockStartAction(start =>
        {
            var rents = 0;
            start.RegisterOperationAction(
                c =>
                {
                    if (Rents.LocalOf(c.Operation, symbols) is not null)
                    {
                        Interlocked.Exchange(ref rents, 1);
                    }
                },
                OperationKind.Invocation, OperationKind.ObjectCreation);
            start.RegisterOperationBlockEndAction(end =>
            {
                if (rents == 0)
                {
                    return;
                }

                foreach (var block in end.OperationBlocks)
                {
                    foreach (var graph in FlowGraphs.WithFunctions(end.GetControlFlowGraph(block)))
                    {
                        check(end, graph);
                    }
                }
            });
        });
}
