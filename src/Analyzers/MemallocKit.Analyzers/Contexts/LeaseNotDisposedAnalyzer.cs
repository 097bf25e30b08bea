// MKIT2002: a lease that nothing in the member ever gives back.
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a lease that is rented and then only read, or dropped at once. Any use that could pass it on silences the
/// rule; paths that miss an existing <c>Dispose</c> are those of MKIT2005.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeaseNotDisposedAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2002",
        "A lease must be disposed",
        "The lease rented here is never disposed, so its charge stays until the process ends; write 'using ({0})' around its use, or call 'Dispose()'",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2002.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayRent)
        {
            context.RegisterOperationAction(c => Check(c, memalloc.Symbols), OperationKind.Invocation, OperationKind.ObjectCreation);
        }
    }

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols)
    {
        if (context.Operation is IInvocationOperation call)
        {
            foreach (var argument in Rents.LeaseArguments(call, symbols))
            {
                if (IsDiscard(argument.Value) || (Rents.LocalIn(argument.Value) is { } received && IsLost(received, call)))
                {
                    Report(context, argument, Rents.LocalIn(argument.Value));
                }
            }
        }

        if (Rents.GivesLease(context.Operation, symbols))
        {
            var lease = Rents.LocalOf(context.Operation, symbols);
            if (IsDropped(Rents.Receiver(context.Operation)) || (lease is not null && IsLost(lease, context.Operation)))
            {
                Report(context, context.Operation, lease);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation at, ILocalSymbol? lease) =>
        context.ReportDiagnostic(Diagnostic.Create(s_rule, at.Syntax.GetLocation(), lease?.Name ?? "lease"));

    private static bool IsDiscard(IOperation target) =>
        target is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation };

    private static bool IsDropped(IOperation value) => value.Parent switch
    {
        IExpressionStatementOperation or IMemberReferenceOperation => true,
        IInvocationOperation call => call.Instance == value && call.TargetMethod.Name is not ("Dispose" or Rents.Store),
        IArgumentOperation argument => LeaseParameters.IsBorrowed(argument.Parameter),
        ISimpleAssignmentOperation assignment => IsDiscard(assignment.Target),
        _ => false,
    };

    private static bool IsLost(ILocalSymbol lease, IOperation rent) =>
        Rents.Receiver(rent).Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation or IUsingOperation } }
        && lease.RefKind == RefKind.None
        && LocalValues.Root(rent) is var root && LeaseUses.Of(LeaseUses.Names(lease, [root]), root).All(m => LeaseUses.Of(m) != LeaseUse.Released);
}
