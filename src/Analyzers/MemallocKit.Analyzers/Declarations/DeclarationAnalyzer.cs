// MKIT1xxx: what is wrong with the declaration of a reserve tree or a context.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Declarations;

/// <summary>
/// Runs the parsers of the generators and reports what they refuse. One analyzer for all rules, since one look at a tree
/// finds everything that is wrong with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer() : MemallocAnalyzer([.. DeclarationRules.All])
{
    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        // Otherwise the attributes of every type, property and method would be bound to find that none is ours.
        if (SourceScan.MayDeclareReserves(context.Compilation))
            context.RegisterSymbolAction(Check, SymbolKind.NamedType, SymbolKind.Property);
        if (!SourceScan.MayDeclarePriming(context.Compilation))
            return;
        context.RegisterSymbolAction(c => CheckMethod((IMethodSymbol)c.Symbol, c.Compilation, c.ReportDiagnostic, c.CancellationToken), SymbolKind.Method);

        // No symbol action is called for functions inside methods.
        context.RegisterSyntaxNodeAction(
            CheckFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var place = new ProblemList();
        NodePlace.Check(context.Symbol, place);
        Report(place.ToImmutable(), context.ReportDiagnostic, context.CancellationToken);
        if (context.Symbol is not INamedTypeSymbol type)
            return;

        if (type.Has(KnownNames.ReserveTree))
            Report(TreeParser.Parse(type, context.Compilation, context.CancellationToken).Problems, context.ReportDiagnostic, context.CancellationToken);
        if (type.Has(KnownNames.MemallocContext))
            Report(ContextParser.Parse(type, context.Compilation, context.CancellationToken).Problems, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void CheckFunction(SyntaxNodeAnalysisContext context)
    {
        var hasAttributes = context.Node is LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } or LambdaExpressionSyntax { AttributeLists.Count: > 0 };
        if (!hasAttributes)
            return;
        var symbol = context.Node is LambdaExpressionSyntax
            ? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol
            : context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken);
        if (symbol is IMethodSymbol function)
            CheckMethod(function, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void CheckMethod(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        // Of a partial method either part shows the attributes of both.
        if (method.PartialDefinitionPart == null && method.Has(KnownNames.MemallocPrime))
            Report(PrimeMethodParser.Parse(method, compilation, cancellation).Problems, report, cancellation);
    }

    private static void Report(ImmutableArray<Problem> problems, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var problem in problems)
        {
            if (problem.Kind == ProblemKind.CompilerError || IsHalfTyped(problem.Symbol, cancellation))
                continue;
            var location = ProblemLocation.Of(problem, cancellation);
            report(Diagnostic.Create(DeclarationRules.For(problem.Kind), location, [.. problem.Message]));
        }
    }

    // What a file declares is not known before it can be parsed: a brace that is missing moves nodes out of their trees.
    private static bool IsHalfTyped(ISymbol symbol, CancellationToken cancellation) => symbol.DeclaringSyntaxReferences.Any(
        reference => reference.SyntaxTree.GetDiagnostics(cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
