// MKIT3003: values that are boxed in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports values that are boxed in a memalloc scope.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoxingAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Boxing, Instead)
{
    private const string Instead = "keep the value unboxed: call a generic method, or one with a parameter of its type";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3003",
        "A memalloc scope must not box values",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3003.md");
}
