// Programs full of what the language has: the marked lines are reported, and no other.
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Effects;

public class LanguageTests
{
    private const string Mark = "//!";

    [Theory]
    [InlineData("Members", OptimizationLevel.Debug)]
    [InlineData("Members", OptimizationLevel.Release)]
    [InlineData("Operators", OptimizationLevel.Debug)]
    [InlineData("Operators", OptimizationLevel.Release)]
    [InlineData("Generics", OptimizationLevel.Debug)]
    [InlineData("Generics", OptimizationLevel.Release)]
    public async Task Marked_lines_are_reported_and_no_others(string program, OptimizationLevel level)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var reader = new StreamReader(typeof(LanguageTests).Assembly.GetManifestResourceStream($"Programs/{program}.cs")!);
        var text = await reader.ReadToEndAsync(cancel);
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var tree = CSharpSyntaxTree.ParseText(text, options, cancellationToken: cancel);
        var compilation = CSharpCompilation.Create(
            program,
            [CSharpSyntaxTree.ParseText(Verify.Preamble, options, cancellationToken: cancel), tree],
            [.. TestReferences.Framework, TestReferences.Runtime],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: level));
        Assert.Empty(compilation.GetDiagnostics(cancel).Where(d => d.Severity == DiagnosticSeverity.Error));

        var found = await compilation.WithAnalyzers(Rules.OfScopes).GetAnalyzerDiagnosticsAsync(cancel);
        var reported = found.Select(d => d.Location.GetLineSpan().StartLinePosition.Line).ToHashSet();
        var lines = text.Split('\n');
        Assert.Equal(
            lines.Where(l => l.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)),
            lines.Where((_, i) => reported.Contains(i)));
    }
}
