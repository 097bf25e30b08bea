// MKIT2006: a member that belongs to a context is called outside it.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Reports a call of a member with <c>[Memalloc(typeof(X))]</c> where X is neither entered nor proven: it would run without
/// emergency memory, or on reserves that were not declared for it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallOutsideContextAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT2006",
        "A member of a context must be called inside it",
        "'{0}' runs in '{1}', which is not entered here; enter it before by 'using var memalloc = {2}.Enter();', or mark the caller [Memalloc(typeof({2}))]",
        "MemallocKit.Contexts",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT2006.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareContextMembers)
        {
            return;
        }

        var marks = new ConcurrentDictionary<ISymbol, ImmutableArray<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        var assemblies = new ConcurrentDictionary<IAssemblySymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(
            c =>
            {
                if (Callee(c.Operation) is { ContainingAssembly: { } assembly } callee
                    && assemblies.GetOrAdd(assembly, a => SymbolEqualityComparer.Default.Equals(a, c.Compilation.Assembly) || UsesLibrary(a))
                    && marks.GetOrAdd(callee.OriginalDefinition, ContextMarks.Of) is { IsEmpty: false } contexts)
                {
                    Check(c, callee, contexts, memalloc);
                }
            },
            OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference);
    }

    private static void Check(OperationAnalysisContext context, ISymbol callee, ImmutableArray<INamedTypeSymbol> marks, MemallocCompilation memalloc)
    {
        if (callee is IMethodSymbol method && method.Parameters.Any(p => p.RefKind != RefKind.Out && IsOneOf(p.Type)))
        {
            return;
        }

        if (!SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc).Any(IsOneOf))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule, context.Operation.Syntax.GetLocation(), callee.ShortName(), string.Join("' or '", marks.Select(m => m.ShortName())), marks[0].ShortName()));
        }

        bool IsOneOf(ITypeSymbol type) => marks.Contains(type, SymbolEqualityComparer.Default);
    }

    // To make an object of a class is no work for a context, where 'new' is reported: a marked class is constructed before.
    private static ISymbol? Callee(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IObjectCreationOperation { Constructor: { ContainingType.IsValueType: true } constructor } => constructor,
        IPropertyReferenceOperation property when !IsNamed(property) => property.Property,
        _ => null,
    };

    private static bool IsNamed(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool UsesLibrary(IAssemblySymbol assembly) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "MemallocKit"));
}
