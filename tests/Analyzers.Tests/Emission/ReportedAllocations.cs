// What the allocation rules report when every member is a scope.
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using MemallocKit.Analyzers.Allocations;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static partial class ReportedAllocations
{
    public static async Task<IReadOnlyList<AllocationSite>> Of(CSharpCompilation compilation)
    {
        var diagnostics = await DiagnosticsOf(compilation);

        // A callee's allocation is no instruction of the caller: reports with a chain are left out.
        return [.. diagnostics.Where(d => !IsOfCallee(d) && GroupOf(d) is not null).Select(ToSite)];
    }

    /// <summary>All that the rules about allocations say.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(CSharpCompilation compilation)
    {
        ImmutableArray<DiagnosticAnalyzer> rules = [.. Rules.All.Where(r => r is AllocationAnalyzer or ThrowPathAnalyzer or FirstCallAnalyzer)];
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new AllScopes()),
            (exception, rule, _) => failures.Add($"{rule.GetType().Name}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        var diagnostics = await compilation.WithAnalyzers(rules, options).GetAnalyzerDiagnosticsAsync();
        Assert.Equal([], failures);
        return diagnostics;
    }

    private static bool IsOfCallee(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Count > 0 || diagnostic.GetMessage().Contains('\u2192', StringComparison.Ordinal);

    private static AllocationSite ToSite(Diagnostic diagnostic)
    {
        var (group, message) = (GroupOf(diagnostic)!.Value, diagnostic.GetMessage());
        var node = diagnostic.Location.SourceTree!.GetRoot().FindToken(diagnostic.Location.SourceSpan.Start).Parent!;
        return new AllocationSite(group, group switch
        {
            AllocationGroup.Closure => Places.ClosureOf(node, Variable().Matches(message.Split(';')[0]).Select(m => m.Groups[1].Value)),
            AllocationGroup.StateMachine => Places.PlaceOf(Places.FunctionOf(node, includeSelf: true)),
            _ => Places.PlaceOf(Places.StatementOf(node)),
        }, message);
    }

    // Of first calls one rule reports all families.
    private static AllocationGroup? GroupOf(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "MKIT3013" when diagnostic.GetMessage() is var message =>
            message.Contains(": boxing of", StringComparison.Ordinal) ? AllocationGroup.Box
            : message.Contains(": the closure over", StringComparison.Ordinal) ? AllocationGroup.Closure
            : message.Contains(": the delegate", StringComparison.Ordinal) ? AllocationGroup.Delegate
            : message.Contains(": string", StringComparison.Ordinal) ? AllocationGroup.String
            : AllocationGroup.Heap,
        "MKIT3001" or "MKIT3002" => AllocationGroup.Heap,
        "MKIT3003" => AllocationGroup.Box,
        "MKIT3004" => AllocationGroup.Closure,
        "MKIT3005" => AllocationGroup.Delegate,
        "MKIT3006" => AllocationGroup.String,
        "MKIT3007" => AllocationGroup.StateMachine,
        "MKIT3011" => AllocationGroup.Throw,
        _ => null,
    };

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Variable();

    private sealed class AllScopes : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new All();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class All : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
                (value = key == "build_property.MemallocScope" ? "all" : null) is not null;
        }
    }
}
