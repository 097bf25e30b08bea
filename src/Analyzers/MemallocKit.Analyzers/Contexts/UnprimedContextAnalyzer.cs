// MKIT2007: a context of a program that is entered and never primed.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Looks at programs only, and at the contexts they declare: who uses a library primes its contexts, or the library does
/// in a set-up that cannot be seen from outside.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprimedContextAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2007",
        "A context must be primed before it is entered",
        "'{0}' is entered and nothing in the program primes it, so first calls in it allocate; call '{0}.Prime()' at start, after 'Connect()'",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2007.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareScopes || !IsProgram(context.Compilation))
        {
            return;
        }

        HashSet<ISymbol>? primed = null;
        var gate = new object();
        context.RegisterOperationAction(
            c =>
            {
                var call = (IInvocationOperation)c.Operation;
                if (call.TargetMethod is not { Name: "Enter", IsStatic: true, ContainingType: { } type } || !IsPrimable(type, c.Compilation, memalloc.Symbols))
                {
                    return;
                }

                lock (gate)
                {
                    primed ??= PrimedContexts.Find(c.Compilation, c.CancellationToken);
                }

                if (!primed.Contains(type))
                {
                    c.ReportDiagnostic(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), type.ShortName()));
                }
            },
            OperationKind.Invocation);
    }

    private static bool IsProgram(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    // Written by hand, a context need not have the method.
    private static bool IsPrimable(INamedTypeSymbol type, Compilation compilation, KnownSymbols symbols) =>
        symbols.IsContext(type)
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && !type.GetMembers("Prime").IsEmpty;
}
