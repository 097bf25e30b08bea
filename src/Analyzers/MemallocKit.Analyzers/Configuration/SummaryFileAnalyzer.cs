// MKIT9001: lines of `*.memalloc.txt` files that say nothing, or nothing about any member; and tables that are none.
using System.Text.RegularExpressions;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Configuration;

/// <summary>Reports the lines of summary files that cannot be used, with file and line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SummaryFileAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT9001",
        "A line of a summary file must name a member and its class",
        "{0}; until then the line is not used",
        "MemallocKit.Configuration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT9001.md");

    // `M:…@P:…`: an `@` alone ends a parameter that is passed by reference.
    private static readonly Regex s_parts = new("@(?=P:)", RegexOptions.CultureInvariant);

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc) =>
        context.RegisterAdditionalFileAction(Check);

    private static void Check(AdditionalFileAnalysisContext context)
    {
        if (UserFiles.IsTable(context.AdditionalFile) && UserFiles.ProblemOf(context.AdditionalFile, context.CancellationToken) is { } none)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule, Location.Create(context.AdditionalFile.Path, default, default), $"This is no table of summaries: {none}; delete it, and the build makes it again"));
        }

        if (!UserFiles.IsSummaries(context.AdditionalFile)
            || context.AdditionalFile.GetText(context.CancellationToken) is not { } text
            || UserFiles.Read(context.AdditionalFile, context.CancellationToken) is not { } file)
        {
            return;
        }

        void Report(TextSpan span, string message) => context.ReportDiagnostic(Diagnostic.Create(
            s_rule, Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), message));

        foreach (var problem in file.Problems)
        {
            Report(problem.Span, problem.Message);
        }

        foreach (var entry in file.Entries)
        {
            if (s_parts.Split(entry.Key).Any(id => IsMisspelled(id, context.Compilation)))
            {
                Report(entry.Value.Span, $"'{entry.Key}' names no member, though its type exists; methods are written with the full names of their parameter types");
            }
        }
    }

    // A file may serve projects that do not all reference the type.
    private static bool IsMisspelled(string id, Compilation compilation)
    {
        if (id[0] == 'T' || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not null)
        {
            return false;
        }

        var end = id.IndexOf('(');
        var name = end < 0 ? id.Substring(2) : id.Substring(2, end - 2);
        var dot = name.LastIndexOf('.');
        return dot > 0 && DocumentationCommentId.GetFirstSymbolForDeclarationId("T:" + name.Substring(0, dot), compilation) is not null;
    }
}
