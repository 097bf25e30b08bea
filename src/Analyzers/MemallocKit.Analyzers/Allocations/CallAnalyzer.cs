// MKIT3010: calls from a memalloc scope to methods that allocate, however deep.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports calls whose callee allocates, with the chain that leads to the allocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallAnalyzer() : CallRuleAnalyzer(s_rule, Outcome.Allocates)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3010",
        "A memalloc scope must not call methods that allocate",
        "'{0}' allocates, and is called in a memalloc scope: {1}; {2}, or call it before the scope",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3010.md");

    // What another assembly does is not for its caller to change.
    private protected override string AdviceOn(CallVerdict verdict) => verdict is { Callees.IsEmpty: true, Finding.Kind: FindingKind.Callee }
        ? "call something that does not"
        : "make it free of allocations and mark it [Memalloc]";
}
