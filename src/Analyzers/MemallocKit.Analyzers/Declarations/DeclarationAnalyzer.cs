// MKIT1xxx: what is wrong with the declaration of a reserve tree or a context.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Declarations;

/// <summary>
/// Runs the parsers of the generators and reports what they refuse. One analyzer for all rules, since one look at a tree
/// finds everything that is wrong with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer() : MemallocAnalyzer([.. DeclarationRules.All])
{
    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc) =>
        context.RegisterSymbolAction(Check, SymbolKind.NamedType, SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context)
    {
        var place = new ProblemList();
        NodePlace.Check(context.Symbol, place);
        Report(context, place.ToImmutable());
        if (context.Symbol is not INamedTypeSymbol type)
            return;

        if (type.Has(KnownNames.ReserveTree))
            Report(context, TreeParser.Parse(type, context.Compilation, context.CancellationToken).Problems);
        if (type.Has(KnownNames.MemallocContext))
            Report(context, ContextParser.Parse(type, context.Compilation, context.CancellationToken).Problems);
    }

    private static void Report(SymbolAnalysisContext context, ImmutableArray<Problem> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Kind == ProblemKind.CompilerError || IsHalfTyped(problem.Symbol, context.CancellationToken))
                continue;
            var location = ProblemLocation.Of(problem, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.For(problem.Kind), location, [.. problem.Message]));
        }
    }

    // What a file declares is not known before it can be parsed: a brace that is missing moves nodes out of their trees.
    private static bool IsHalfTyped(ISymbol symbol, CancellationToken cancellation) => symbol.DeclaringSyntaxReferences.Any(
        reference => reference.SyntaxTree.GetDiagnostics(cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
