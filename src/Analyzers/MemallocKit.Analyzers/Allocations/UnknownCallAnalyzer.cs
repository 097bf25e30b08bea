// MKIT3012: calls from a memalloc scope of which nobody says that they are free.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports calls that reach a method of another assembly without contract or summary, or one that may allocate.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownCallAnalyzer() : CallRuleAnalyzer(s_rule, Outcome.Unknown)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3012",
        "A memalloc scope should call only what is known not to allocate",
        "'{0}' is not known to be free of allocations, and is called in a memalloc scope: {1}; {2}, or give it a line in a *.memalloc.txt file",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3012.md");

    private protected override string AdviceOn(CallVerdict verdict) => "call something that is";
}
