// MKIT2002: a lease that nothing in the member ever gives back.
using System.Collections.Immutable;
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
        if (memalloc.Symbols.PageLease is not null)
        {
            context.RegisterOperationBlockAction(c => Check(c, memalloc.Symbols));
        }
    }

    private static void Check(OperationBlockAnalysisContext context, KnownSymbols symbols)
    {
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.DescendantsAndSelf())
            {
                if (operation is not IArgumentOperation { Parameter: { RefKind: RefKind.Out, Type: var type }, Parent: IInvocationOperation { TargetMethod.Name: "TryRent" } } argument
                    || !symbols.IsLease(type))
                {
                    continue;
                }

                var variable = LocalIn(argument.Value);
                if (argument.Value is IDiscardOperation || (variable is not null && !IsPassedOn(variable, context.OperationBlocks)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        s_rule, argument.Syntax.GetLocation(), variable?.Name ?? "lease"));
                }
            }
        }
    }

    private static ILocalSymbol? LocalIn(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private static bool IsPassedOn(ILocalSymbol lease, ImmutableArray<IOperation> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var operation in block.DescendantsAndSelf())
            {
                if (operation is ILocalReferenceOperation reference
                    && SymbolEqualityComparer.Default.Equals(reference.Local, lease) && !IsHarmless(reference))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Reading a member of the lease, and the rent itself: neither gives it back nor passes it on.
    private static bool IsHarmless(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IMemberReferenceOperation => true,
        IInvocationOperation call => call.TargetMethod.Name != "Dispose",
        IDeclarationExpressionOperation { Parent: IArgumentOperation argument } => IsRent(argument),
        IArgumentOperation argument => IsRent(argument),
        _ => false,
    };

    private static bool IsRent(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.Name: "TryRent" };
}
