// Runs the declaration rules over a compilation.
extern alias analyzers;
using System.Collections.Immutable;
using analyzers::MemallocKit.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Generators.Tests;

internal static class DeclarationRules
{
    /// <summary>What the rules report on the output of the generators. A rule that throws shows as AD0001.</summary>
    public static Task<ImmutableArray<Diagnostic>> Report(Compilation output) =>
        output.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
}
