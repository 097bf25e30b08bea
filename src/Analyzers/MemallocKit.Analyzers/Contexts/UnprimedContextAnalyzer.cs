// MKIT2007: a context that is entered and not primed before, in the program, or on the thread.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// That nothing primes a context is asked of programs only, and of the contexts they declare: who uses a library primes its contexts, or the
/// library does in a set-up that cannot be seen from outside. A thread that code starts is its own to prime, wherever that is.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprimedContextAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2007",
        "A context must be primed before it is entered",
        "'{0}' is entered {1}, so first calls in it allocate; call '{0}.Prime()' {2}",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2007.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareScopes)
        {
            return;
        }

        context.RegisterOperationAction(c => CheckThread(c, memalloc), OperationKind.MethodReference, OperationKind.AnonymousFunction);
        if (context.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication)
        {
            var primed = new Lazy<PrimedContexts>(() => PrimedContexts.Find(context.Compilation, context.CancellationToken));
            context.RegisterOperationAction(c => CheckEntry(c, primed, memalloc.Symbols), OperationKind.Invocation);
            context.RegisterOperationBlockAction(c => CheckOrder(c, primed, memalloc));
        }
    }

    private static void CheckEntry(OperationAnalysisContext context, Lazy<PrimedContexts> primed, KnownSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Enter", IsStatic: true, ContainingType: { } type } && ContextUses.IsPrimable(type, symbols)
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly)
            && primed.Value.PrimesOf(type).Count == 0 && primed.Value.IsFirstEntry(type, call.Syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule, call.Syntax.GetLocation(), type.ShortName(), "and nothing in the program primes it", "at start, after 'Connect()'"));
        }
    }

    private static void CheckOrder(OperationBlockAnalysisContext context, Lazy<PrimedContexts> primed, MemallocCompilation memalloc)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (!block.Descendants().Any(o => o is IInvocationOperation { TargetMethod: { Name: "Prime", IsStatic: true } target } && ContextUses.IsPrimable(target.ContainingType, memalloc.Symbols)))
            {
                continue;
            }

            var graph = context.GetControlFlowGraph(block);
            foreach (var type in primed.Value.PrimedOnlyIn([block.Syntax]).Where(t => ContextUses.IsPrimable(t, memalloc.Symbols)))
            {
                foreach (var (operation, effect) in PrimingOrder.TooEarly(graph, type, context.OwningSymbol, memalloc))
                {
                    Report(context.ReportDiagnostic, operation, type, $"{By(effect, context.OwningSymbol)}before it is primed further down", "before", effect);
                }
            }
        }
    }

    private static void CheckThread(OperationAnalysisContext context, MemallocCompilation memalloc)
    {
        var method = context.Operation is IMethodReferenceOperation reference ? reference.Method : ((IAnonymousFunctionOperation)context.Operation).Symbol;
        if (!ThreadStarts.IsStarted(context.Operation) || method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract)
        {
            return;
        }

        var effects = memalloc.ContextEffects.Of(method.OriginalDefinition);
        foreach (var effect in effects.Where(e => e.Kind == ContextEffectKind.Enter))
        {
            if (!effects.Any(e => e.Kind == ContextEffectKind.Prime && effect.Target!.Equals(e.Target)))
            {
                Report(context.ReportDiagnostic, context.Operation, (INamedTypeSymbol)effect.Target!.Member, $"{By(effect, method)}on a thread that does not prime it", "there before", effect);
            }
        }
    }

    private static string By(ContextEffect? effect, ISymbol caller) => effect is null ? ""
        : $"by '{string.Join(" → ", effect.Callees.Insert(0, caller.ShortName()).Add(effect.What))}' ";

    private static void Report(Action<Diagnostic> report, IOperation at, INamedTypeSymbol type, string how, string remedy, ContextEffect? effect) =>
        report(Diagnostic.Create(s_rule, at.Syntax.GetLocation(), effect?.Locations ?? ImmutableArray<Location>.Empty, type.ShortName(), how, remedy));
}
