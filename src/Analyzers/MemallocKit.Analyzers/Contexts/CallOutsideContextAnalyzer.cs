// MKIT2006: a member that belongs to a context is called outside it.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Contexts.Callees;
using MemallocKit.Declarations;
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
                if (MayCall(c.Operation, Assembly) && !IsNamed(c.Operation))
                {
                    Check(c, m => Assembly(m) ? marks.GetOrAdd(m.OriginalDefinition, MarksOf) : [], memalloc);
                }

                bool Assembly(ISymbol member) => member.ContainingAssembly is { } assembly
                    && assemblies.GetOrAdd(assembly, a => SymbolEqualityComparer.Default.Equals(a, c.Compilation.Assembly) || UsesLibrary(a));
            },
            OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.EventAssignment, OperationKind.ImplicitIndexerReference,
            OperationKind.Conversion, OperationKind.Binary, OperationKind.Unary, OperationKind.Increment, OperationKind.Decrement, OperationKind.CompoundAssignment,
            OperationKind.CollectionExpression, OperationKind.Loop, OperationKind.DeconstructionAssignment, OperationKind.RecursivePattern, OperationKind.ListPattern,
            OperationKind.SlicePattern, OperationKind.Using, OperationKind.UsingDeclaration, OperationKind.MethodReference);
    }

    // Most operations call what no mark can be on: told without a look at what surrounds them.
    private static bool MayCall(IOperation operation, Func<ISymbol, bool> mayBeMarked) => operation switch
    {
        IInvocationOperation call => mayBeMarked(call.TargetMethod),
        IPropertyReferenceOperation property => mayBeMarked(property.Property),
        IObjectCreationOperation creation => creation.Constructor is { } constructor && mayBeMarked(constructor),
        IMethodReferenceOperation method => mayBeMarked(method.Method),
        IConversionOperation conversion => conversion.OperatorMethod is { } method && mayBeMarked(method),
        IBinaryOperation binary => binary.OperatorMethod is { } method && mayBeMarked(method),
        IUnaryOperation unary => unary.OperatorMethod is { } method && mayBeMarked(method),
        IIncrementOrDecrementOperation increment => increment.OperatorMethod is { } method && mayBeMarked(method),
        ICompoundAssignmentOperation compound => compound.OperatorMethod is { } method && mayBeMarked(method),
        _ => true,
    };

    private static void Check(OperationAnalysisContext context, Func<ISymbol, ImmutableArray<INamedTypeSymbol>> marksOf, MemallocCompilation memalloc)
    {
        var reported = new HashSet<Location>();
        SurroundingContexts? surrounding = null;
        foreach (var (callee, location) in Callees(context.Operation, context.ContainingSymbol, memalloc.Symbols))
        {
            var marks = marksOf(callee);
            if (marks.IsEmpty || callee.Parameters.Any(p => p.RefKind != RefKind.Out && IsOneOf(p.Type)))
            {
                continue;
            }

            // What another thread runs is in no context, wherever it is started.
            surrounding ??= SurroundingContexts.Of(context.Operation, context.ContainingSymbol, memalloc);
            if ((context.Operation is IMethodReferenceOperation || !surrounding.Any(IsOneOf)) && reported.Add(location))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule, location, callee.ShortName(), string.Join("' or '", marks.Select(m => m.ShortName())), marks[0].ShortName()));
            }

            bool IsOneOf(ITypeSymbol type) => marks.Contains(type, SymbolEqualityComparer.Default);
        }
    }

    private static IEnumerable<(IMethodSymbol Callee, Location Location)> Callees(IOperation operation, ISymbol function, KnownSymbols symbols)
    {
        switch (operation)
        {
            case IMethodReferenceOperation reference:
                return ThreadStarts.IsStarted(reference) ? [(reference.Method, reference.Syntax.GetLocation())] : [];
            case IObjectCreationOperation { Constructor: { ContainingType.IsValueType: false } constructor }:
                return [(constructor, operation.Syntax.GetLocation())];
            default:
                return new OperationCalls(function, [operation], symbols).Written(operation).Select(c => (c.Target, c.Location));
        }
    }

    // To make an object of a class is no work for a context, where 'new' is reported: a marked class is constructed before. A constructor's own mark counts.
    private static ImmutableArray<INamedTypeSymbol> MarksOf(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: false } && !member.Has(KnownNames.Memalloc) ? [] : ContextMarks.Of(member);

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
