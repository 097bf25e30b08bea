// MKIT3002: arrays and collection expressions in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports arrays and collection expressions that a memalloc scope allocates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArrayAllocationAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Array, Instead)
{
    private const string Instead = "rent from a ByteReserve or PageReserve and work on the span, or make it before the scope";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3002",
        "A memalloc scope must not allocate arrays",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3002.md");
}
