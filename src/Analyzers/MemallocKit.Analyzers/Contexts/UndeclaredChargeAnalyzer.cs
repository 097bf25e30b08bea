// MKIT2003: a charge to a reserve that the context does not declare.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a charge inside a context that names neither the reserve's class nor one around it. Entering checks the named
/// nodes only, and priming warms only them, so this reserve may not be connected and its first rent allocates.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredChargeAnalyzer() : MemallocAnalyzer(s_rule)
{
    /// <summary>The property of the diagnostic that holds the class to name, fully qualified.</summary>
    internal const string NodeProperty = "Node";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2003",
        "A context must declare what is charged in it",
        "'{0}' is charged in '{1}', which does not declare it; add 'typeof({2})' to the [MemallocContext] of '{1}', or charge a reserve that it declares",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2003.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc), OperationKind.Invocation, OperationKind.ObjectCreation);
        }
    }

    private static void Check(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        if (ChargeSite.ReserveOf(context.Operation, memalloc.Symbols) is not { } expression || DeclaredReserve.Of(expression) is not { } reserve)
        {
            return;
        }

        var contexts = SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc);
        if (contexts.IsOpen || contexts.Innermost is not { } innermost || contexts.Any(c => MayCharge(c, reserve)))
        {
            return;
        }

        var culprit = contexts.Entered.Count > 0 ? innermost : contexts.Marks[0].First(c => !MayCharge(c, reserve));
        context.ReportDiagnostic(Diagnostic.Create(
            s_rule,
            expression.Syntax.GetLocation(),
            [.. culprit.Locations.Where(l => l.IsInSource)],
            ImmutableDictionary<string, string?>.Empty.Add(NodeProperty, reserve.Node.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
            reserve.Name,
            culprit.ShortName(),
            reserve.Node.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
    }

    // A context that does not compile may mean to declare it.
    private static bool MayCharge(INamedTypeSymbol context, DeclaredReserve reserve) =>
        context.FindOnly(KnownNames.MemallocContext) is not { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } nodes] }
        || nodes.Values.Any(n => n.Kind == TypedConstantKind.Error || n.Value is not INamedTypeSymbol { TypeKind: not TypeKind.Error } node || reserve.IsBelow(node));
}
