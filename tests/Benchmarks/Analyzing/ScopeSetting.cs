// The MSBuild property MemallocScope, as the compiler hands it to analyzers.
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Benchmarks.Analyzing;

internal sealed class ScopeSetting(bool everything) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(everything);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(false);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(false);

    private sealed class Options(bool everything) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = everything && key == "build_property.MemallocScope" ? "all" : null;
            return value != null;
        }
    }
}
