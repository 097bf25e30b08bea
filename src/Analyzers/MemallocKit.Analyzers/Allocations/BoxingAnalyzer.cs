// MKIT3003: values that are boxed in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports values that are boxed in a memalloc scope.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoxingAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Boxing)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3003",
        "A memalloc scope must not box values",
        "{0} allocates in a memalloc scope; keep the value unboxed with a generic method, or override the method in the struct",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3003.md");
}
