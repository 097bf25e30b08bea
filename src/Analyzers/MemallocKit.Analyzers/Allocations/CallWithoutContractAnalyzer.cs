// MKIT3014: virtual, interface and delegate calls from a memalloc scope that no contract binds.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports calls that run code which others write and nobody has promised to keep free of allocations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallWithoutContractAnalyzer() : CallRuleAnalyzer(s_rule, Outcome.NoContract)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3014",
        "A memalloc scope should call through virtual methods, interfaces and delegates only by contract",
        "What '{0}' runs is decided elsewhere, and it is called in a memalloc scope: {1}; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3014.md");
}
