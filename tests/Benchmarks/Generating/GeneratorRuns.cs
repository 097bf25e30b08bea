// Times the generators over the synthetic project: from nothing, and after keystrokes.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Reports;
using MemallocKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Benchmarks.Generating;

internal static class GeneratorRuns
{
    private const int ColdRuns = 15;
    private const double ColdBudgetMilliseconds = 100;
    private const double UnrelatedBudgetMilliseconds = 1;
    private const int OtherFile = SyntheticProject.TreeFiles + 20;

    private static readonly Keystroke[] s_keystrokes =
    [
        new("in a method of another file", OtherFile, "var sum = a + b * 7", UnrelatedBudgetMilliseconds),
        new("in a comment of another file", OtherFile, "private readonly", UnrelatedBudgetMilliseconds),
        new("a signature of another file", OtherFile, "public int Sum7", null),
        new("the amount of a node", 50, "Pages = 4", null),
    ];

    public static void Measure(IReport report, TextWriter progress)
    {
        progress.WriteLine($"[1/{s_keystrokes.Length + 1}] a tree of {SyntheticProject.Nodes} nodes over {SyntheticProject.TreeFiles} files, from nothing");
        var driver = Cold(report);
        for (var index = 0; index < s_keystrokes.Length; index++)
        {
            var keystroke = s_keystrokes[index];
            progress.WriteLine($"[{index + 2}/{s_keystrokes.Length + 1}] a keystroke {keystroke.Name}");
            var project = SyntheticProject.Create();
            if (index == 1)
                project = project.Edit(OtherFile, "private readonly", "// A comment 1\n    private readonly");
            var times = (index == 1 ? keystroke with { From = "// A comment 1" } : keystroke).Press(driver.RunGenerators(project.Compilation), project);
            Add(report, "keystroke", keystroke.Name, times, keystroke.BudgetMilliseconds);
        }
    }

    private static GeneratorDriver Cold(IReport report)
    {
        var times = new List<TimeSpan>();
        var compiled = new List<TimeSpan>();
        GeneratorDriver driver = null!;
        for (var run = 0; run <= ColdRuns; run++)
        {
            var project = SyntheticProject.Create();
            driver = NewDriver().RunGeneratorsAndUpdateCompilation(project.Compilation, out var output, out _);
            times.Add(driver.GetTimingInfo().ElapsedTime);
            compiled.Add(Compile(output));
        }

        Add(report, "cold", "first in the process, JIT and all", times.Take(1), null);
        Add(report, "cold", $"{SyntheticProject.Nodes} nodes", times.Skip(1), ColdBudgetMilliseconds);
        report.Add(new Row(
            "generators", "cold", "compiling the same project", Nanoseconds(times.Skip(1)).Median, Nanoseconds(compiled.Skip(1)).Median,
            Statistics.Of(times.Zip(compiled, static (ours, theirs) => ours / theirs).Skip(1)), null));
        return driver;
    }

    private static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new ReserveTreeGenerator().AsSourceGenerator(), new MemallocContextGenerator().AsSourceGenerator()],
        parseOptions: SyntheticProject.ParseOptions);

    private static TimeSpan Compile(Compilation output)
    {
        var start = Stopwatch.GetTimestamp();
        var result = output.Emit(Stream.Null);
        var time = Stopwatch.GetElapsedTime(start);
        return result.Success ? time : throw new InvalidOperationException($"The synthetic project does not compile: {result.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
    }

    private static void Add(IReport report, string @case, string what, IEnumerable<TimeSpan> times, double? budgetMilliseconds)
    {
        double[] nanoseconds = [.. times.Select(static time => time.TotalNanoseconds)];
        report.Add(budgetMilliseconds is { } budget
            ? Row.Within("generators", $"{@case}: {what}", nanoseconds, budget * 1e6)
            : new Row("generators", $"{@case}: {what}", "", Statistics.Of(nanoseconds).Median, null, null, null));
    }

    private static Statistics Nanoseconds(IEnumerable<TimeSpan> times) => Statistics.Of(times.Select(static time => time.TotalNanoseconds));
}
