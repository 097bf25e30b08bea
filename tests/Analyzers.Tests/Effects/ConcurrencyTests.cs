// Many threads ask one engine, again and again: what is reported is always the same, and nothing that is nested ends the stack.
using System.Collections.Immutable;
using System.Text;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Effects;

public class ConcurrencyTests
{
    private const int Members = 60;

    [Fact]
    public async Task Many_threads_report_what_one_reports_in_every_run()
    {
        var source = CallingEachOther();
        var expected = await Report(source, concurrent: false);
        Assert.InRange(expected.Length, Members, int.MaxValue);
        for (var run = 0; run < 4; run++)
        {
            Assert.Equal(expected, await Report(source, concurrent: true));
        }
    }

    [Fact]
    public async Task Threads_that_judge_the_same_calls_at_once_get_the_same_chains()
    {
        var source = CallingEachOther();
        var expected = Chains(Compile(source));
        var shared = Compile(source);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Chains(shared, startAt: i * 7), TestContext.Current.CancellationToken)));
        Assert.NotEmpty(expected);
        Assert.All(all, chains => Assert.Equal(expected, chains));
    }

    [Theory]
    [InlineData("operators", 4000)]
    [InlineData("concatenations", 4000)]
    [InlineData("calls", 400)]
    [InlineData("chain", 1500)]
    [InlineData("methods", 5000)]
    [InlineData("lambdas", 60)]
    [InlineData("blocks", 400)]
    [InlineData("conditions", 800)]
    public async Task Deep_nesting_does_not_end_the_stack(string kind, int depth)
    {
        var reports = await Report(Nested(kind, depth), concurrent: false);
        Assert.Contains(reports, r => r.Contains("MKIT3010", StringComparison.Ordinal));
    }

    private static string Nested(string kind, int depth)
    {
        string Repeat(string text) => new StringBuilder().Insert(0, text, depth).ToString();
        var (statements, members) = kind switch
        {
            "operators" => ($"int x = Make(){Repeat(" + n")};", ""),
            "concatenations" => ($"string x = Text(){Repeat(" + s")};", "static string Text() => new string('a', Make());"),
            "calls" => ($"{Repeat("Same(")}Make(){Repeat(")")};", ""),
            "chain" => ($"this{Repeat(".Self()")}.Last();", "C Self() => this; void Last() => Make();"),
            "methods" => ("M0();", string.Join("\n", Enumerable.Range(0, depth).Select(i => $"static int M{i}() => M{i + 1}();")) + $"static int M{depth}() => Make();"),
            "lambdas" => ($"System.Action a = null; {Repeat("a = static () => { System.Action a; ")} Make(); {Repeat("};")}", ""),
            "blocks" => ($"{Repeat("if (n > 0) { ")} Make(); {Repeat("}")}", ""),
            _ => ($"int x = {Repeat("n > 1 ? n : ")} Make();", ""),
        };
        return $$"""
            class C
            {
                [MemallocKit.Memalloc] void M(int n, string s) { {{statements}} }
                static int Same(int x) => x;
                static int Make() => new int[1].Length;
                {{members}}
            }
            """;
    }

    // Each method calls others, forward and back: every search meets cycles, and frames that other searches have left.
    private static string CallingEachOther()
    {
        var text = new StringBuilder("using System; using MemallocKit;\nstatic class C\n{\n");
        for (var i = 0; i < Members; i++)
        {
            var does = i % 5 == 0 ? "GC.KeepAlive(new object());" : i % 7 == 0 ? "Console.WriteLine();" : i % 11 == 0 ? "s_run();" : "";
            text.Append($"static void F{i}<T>(Func<int> f) {{ {does} F{(i * 17 + 3) % Members}<T>(f); F{(i * 5 + 1) % Members}<T[]>(f); if (f() > 1) {{ F{i}<T>(f); }} }}\n");
            text.Append($"[Memalloc] internal static void M{i}() {{ F{i}<int>(static () => {i}); G{i}(); }}\n");
            text.Append($"static void G{i}() {{ G{(i + 1) % Members}(); G{(i * 3 + 2) % Members}(); {(i == 37 ? "GC.KeepAlive(new object());" : "")} }}\n");
        }

        return text.Append("static Action s_run;\n}\n").ToString();
    }

    private static async Task<ImmutableArray<string>> Report(string source, bool concurrent)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false);
        var found = await Compile(source).WithAnalyzers(Rules.OfScopes, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return [.. found.Select(TextOf).Order(StringComparer.Ordinal)];
    }

    private static string TextOf(Diagnostic found) =>
        $"{found}; {string.Join(", ", found.AdditionalLocations.Select(l => l.GetLineSpan().StartLinePosition))}";

    private static List<string> Chains(CSharpCompilation compilation, int startAt = 0)
    {
        var effects = MemallocCompilation.For(compilation)!.Effects;
        var methods = compilation.GetTypeByMetadataName("C")!.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).ToList();
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < methods.Count; i++)
        {
            var method = methods[(i + startAt) % methods.Count];
            found[method.Name] = string.Join('\n', effects.BodyOf(method).Calls.SelectMany(c => effects.Judge(c, method)).Select(v => $"{v.Outcome} {v.From(method)}"));
        }

        return [.. found.Select(f => $"{f.Key}: {f.Value}")];
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Concurrent",
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14), cancellationToken: TestContext.Current.CancellationToken)],
        [.. TestReferences.Framework, TestReferences.Runtime],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
