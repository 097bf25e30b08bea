// Times the analyzers over the made-up project, against compiling it.
using System.Collections.Immutable;
using System.Diagnostics;
using MemallocKit.Analyzers;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Benchmarks.Analyzing;

internal static class AnalyzerRuns
{
    private const int Rounds = 7;

    private static readonly (string Case, bool WithScopes, bool Everything, double? Target)[] s_cases =
    [
        ("no scope", false, false, 0.001),
        ("1 % in scopes", true, false, 0.05),
        ("MemallocScope=all", true, true, 1),
    ];

    public static async Task Measure(IReport report, TextWriter progress)
    {
        for (var index = 0; index < s_cases.Length; index++)
        {
            var (name, withScopes, everything, target) = s_cases[index];
            progress.WriteLine($"[{index + 1}/{s_cases.Length}] {AnalyzedProject.Lines} lines, {name}");
            var analyzed = new List<TimeSpan>();
            var compiled = new List<TimeSpan>();

            // One round more than is counted: the first compiles the compiler.
            for (var round = 0; round <= Rounds; round++)
            {
                analyzed.Add(await Analyze(AnalyzedProject.Create(withScopes), everything));
                compiled.Add(Compile(AnalyzedProject.Create(withScopes)));
            }

            report.Add(new Row(
                "analyzers", name, "compiling",
                Median(analyzed), Median(compiled), Statistics.Of(analyzed.Zip(compiled, static (ours, theirs) => ours / theirs).Skip(1)), target));
        }
    }

    // What the analyzers themselves take, one after the other; what the compiler does for its own sake is not in it.
    private static async Task<TimeSpan> Analyze(CSharpCompilation compilation, bool everything)
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ScopeSetting(everything)),
            (exception, analyzer, _) => failures.Add($"{analyzer} threw {exception.Message}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true);
        var rules = Rules();
        var result = await compilation.WithAnalyzers(rules, options).GetAnalysisResultAsync(CancellationToken.None);
        if (failures.Count > 0)
            throw new InvalidOperationException(failures[0]);
        if (!everything && result.GetAllDiagnostics() is [var first, ..])
            throw new InvalidOperationException($"The made-up project is not clean: {first}");
        return result.AnalyzerTelemetryInfo.Values.Aggregate(TimeSpan.Zero, static (sum, telemetry) => sum + telemetry.ExecutionTime);
    }

    private static TimeSpan Compile(CSharpCompilation compilation)
    {
        var start = Stopwatch.GetTimestamp();
        var result = compilation.Emit(Stream.Null);
        var time = Stopwatch.GetElapsedTime(start);
        return result.Success ? time : throw new InvalidOperationException($"The made-up project does not compile: {result.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
    }

    private static ImmutableArray<DiagnosticAnalyzer> Rules() =>
    [
        .. typeof(MemallocAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static double Median(List<TimeSpan> times) => Statistics.Of(times.Skip(1).Select(static time => time.TotalNanoseconds)).Median;
}
