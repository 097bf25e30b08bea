// MKIT3006: strings made in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports strings that are made in a memalloc scope.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringAllocationAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.String, Instead)
{
    private const string Instead = "format into a leased span (texts with TryWrite, as UTF-8 with Utf8.FromUtf16, numbers with their own TryFormat), or use a constant";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3006",
        "A memalloc scope must not make strings",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3006.md");
}
