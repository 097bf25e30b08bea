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
            context.RegisterOperationAction(c => Check(c, memalloc.Symbols), OperationKind.Invocation);
        }
    }

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        var argument = Rents.LeaseArgument(call, symbols);
        var isDropped = argument is not null ? IsDiscard(argument.Value) : Rents.GivesLease(call, symbols) && IsDropped(call);
        var lease = Rents.LocalOf(call, symbols);
        if (isDropped || (lease is not null && IsLost(lease, call)))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, (argument?.Syntax ?? call.Syntax).GetLocation(), lease?.Name ?? "lease"));
        }
    }

    private static bool IsDiscard(IOperation target) =>
        target is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation };

    private static bool IsDropped(IInvocationOperation call) => call.Parent switch
    {
        IExpressionStatementOperation or IMemberReferenceOperation => true,
        ISimpleAssignmentOperation assignment => IsDiscard(assignment.Target),
        _ => false,
    };

    private static bool IsLost(ILocalSymbol lease, IInvocationOperation rent) =>
        rent.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation or IUsingOperation } }
        && lease.RefKind == RefKind.None
        && LeaseUses.Of(lease, LocalValues.Root(rent)).All(m => LeaseUses.Of(m) != LeaseUse.Released);
}
