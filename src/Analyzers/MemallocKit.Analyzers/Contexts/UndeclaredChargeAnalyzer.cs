// MKIT2003: a charge to a reserve that the context does not declare.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Contexts.Callees;
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
        "'{0}' is charged{3} in '{1}', which does not declare it; add 'typeof({2})' to the [MemallocContext] of '{1}', or charge a reserve that it declares",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2003.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (memalloc.MayDeclareScopes)
        {
            context.RegisterOperationAction(c => Check(c, memalloc), OperationKind.Invocation, OperationKind.ObjectCreation);
            context.RegisterOperationBlockAction(c => CheckCalls(c, memalloc));
        }
    }

    private static void Check(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        if (ChargeSite.ReserveOf(context.Operation, memalloc.Symbols) is not { } expression || DeclaredReserve.Of(expression) is not { } reserve)
        {
            return;
        }

        var contexts = SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc);
        if (Report(reserve, contexts, expression.Syntax.GetLocation(), [], "") is { } report)
        {
            context.ReportDiagnostic(report);
        }
    }

    private static void CheckCalls(OperationBlockAnalysisContext context, MemallocCompilation memalloc)
    {
        // What the compiler inserts, as for `foreach`, are several calls at one place.
        var reported = new HashSet<(Location, DeclaredReserve)>();
        foreach (var call in memalloc.ContextEffects.InScopes(context.OwningSymbol, context.OperationBlocks))
        {
            foreach (var effect in call.Where(ContextEffectKind.Charge))
            {
                if (DeclaredReserve.Of(effect.Target) is { } reserve
                    && reported.Add((call.Location, reserve))
                    && Report(reserve, call.Contexts, call.Location, effect.Locations, $" by '{effect.From(context.OwningSymbol)}'") is { } report)
                {
                    context.ReportDiagnostic(report);
                }
            }
        }
    }

    private static Diagnostic? Report(DeclaredReserve reserve, SurroundingContexts contexts, Location at, ImmutableArray<Location> chain, string by)
    {
        if (contexts.IsOpen || contexts.Innermost is not { } innermost || contexts.Any(c => MayCharge(c, reserve)))
        {
            return null;
        }

        // The fix looks for the context first.
        var culprit = contexts.Entered.Count > 0 ? innermost : contexts.Marks[0].First(c => !MayCharge(c, reserve));
        return Diagnostic.Create(
            s_rule,
            at,
            [.. culprit.Locations.Where(l => l.IsInSource), .. chain],
            ImmutableDictionary<string, string?>.Empty.Add(NodeProperty, reserve.Node.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
            reserve.Name,
            culprit.ShortName(),
            reserve.Node.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            by);
    }

    // A context that does not compile may mean to declare it.
    private static bool MayCharge(INamedTypeSymbol context, DeclaredReserve reserve) =>
        context.FindOnly(KnownNames.MemallocContext) is not { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } nodes] }
        || nodes.Values.Any(n => n.Kind == TypedConstantKind.Error || n.Value is not INamedTypeSymbol { TypeKind: not TypeKind.Error } node || reserve.IsBelow(node));
}
