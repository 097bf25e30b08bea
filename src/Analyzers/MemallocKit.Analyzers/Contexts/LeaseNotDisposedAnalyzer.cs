// MKIT2002: a lease that nothing in the member ever gives back.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a lease that is rented and then only read, or dropped at once. Any use that could pass it on silences the
/// rule; paths that miss an existing <c>Dispose</c> are not looked for.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeaseNotDisposedAnalyzer() : MemallocAnalyzer(s_rule)
{
    private const string Rent = "TryRent";

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
        if (call.TargetMethod.Name != Rent)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter && symbols.IsLease(parameter.Type) && IsLost(argument.Value))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule, argument.Syntax.GetLocation(), LocalIn(argument.Value)?.Name ?? "lease"));
            }
        }
    }

    private static bool IsLost(IOperation target) =>
        target is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation }
        || (LocalIn(target) is { } lease && !IsPassedOn(lease, target));

    private static ILocalSymbol? LocalIn(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private static bool IsPassedOn(ILocalSymbol lease, IOperation inside)
    {
        var root = inside;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, lease) && !IsHarmless(reference))
            {
                return true;
            }
        }

        return false;
    }

    // Reading a member of the lease, and the rent itself: neither gives it back nor passes it on.
    private static bool IsHarmless(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IMemberReferenceOperation => true,
        IInvocationOperation call => call.TargetMethod.Name is not ("Dispose" or "Store"),
        IDeclarationExpressionOperation { Parent: IArgumentOperation argument } => IsRent(argument),
        IArgumentOperation argument => IsRent(argument),
        _ => false,
    };

    private static bool IsRent(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.Name: Rent };
}
