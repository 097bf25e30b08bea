// MKIT2011: a lease that is given back through two variables.
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// A lease is a value: a copy of it, in another local, in what <c>using</c> keeps or in a parameter, does not know that the lease was given
/// back. Giving it back again throws, or hits whoever has the memory by then.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CopiedLeaseAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2011",
        "A lease must be given back through one variable only",
        "The lease in '{0}' is given back through a copy of it too, and the second time throws or frees the memory of another; give it back in one place",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2011.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayRent)
        {
            RentGraphs.Register(context, memalloc.Symbols, (c, graph) => Check(c, graph, memalloc.Symbols));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, ControlFlowGraph graph, KnownSymbols symbols)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var block in graph.Blocks)
        {
            var index = -1;
            foreach (var operation in FlowGraphs.Operations(block))
            {
                index++;
                if (MakesCopy(operation, symbols) && CopyPath.Find(graph, block, index) is { } twice)
                {
                    var (at, other) = twice.Second.IsImplicit || twice.Second is IFlowCaptureReferenceOperation ? (twice.First, twice.Second) : (twice.Second, twice.First);
                    if (reported.Add(at.Syntax))
                    {
                        context.ReportDiagnostic(Diagnostic.Create(s_rule, at.Syntax.GetLocation(), [other.Syntax.GetLocation()], twice.Name));
                    }
                }
            }
        }
    }

    private static bool MakesCopy(IOperation operation, KnownSymbols symbols) =>
        (LeaseEnds.Copy(operation) is var (_, value) && value is ILocalReferenceOperation or IFlowCaptureReferenceOperation && IsLease(value.Type, symbols))
        || operation.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation && IsLease(o.Type, symbols) && LeaseEnds.Of(o) == LeaseEnd.ByCall);

    private static bool IsLease(ITypeSymbol? type, KnownSymbols symbols) => LeaseTypes.IsOwner(type, symbols) || LeaseTypes.IsStored(type, symbols);
}
