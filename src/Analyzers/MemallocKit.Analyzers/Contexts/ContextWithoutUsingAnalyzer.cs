// MKIT2001: a context that is entered and not held by `using`.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a context whose end nobody guarantees: the thread stays entitled to emergency memory, and no rule checks what
/// it does with it, since only <c>using</c> makes a scope.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextWithoutUsingAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2001",
        "A MEMALLOC context must be held by using",
        "'{0}' is entered without 'using', so the thread may stay entitled to emergency memory; write 'using var memalloc = {0}.Enter();'",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2001.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc.Symbols), OperationKind.Invocation);
        }
    }

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { ReturnsByRef: false, ReturnsByRefReadonly: false } && symbols.IsContext(call.Type) && IsLost(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), call.Type!.Name));
        }
    }

    // What is handed on (returned, wrapped by a constructor, put in a field) is the receiver's to dispose.
    private static bool IsLost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation assignment => assignment.Target is IDiscardOperation or ILocalReferenceOperation,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => !IsUsing(declarator),
            IArgumentOperation { Parent: IInvocationOperation } => true,
            IInvocationOperation { TargetMethod.Name: not "Dispose" } call => call.Instance == value,
            _ => false,
        };
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation;
}
