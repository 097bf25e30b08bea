// MKIT3004: closure objects in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports closure objects that a memalloc scope allocates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosureAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Closure, Instead)
{
    private const string Instead = "pass what it needs as arguments to a static lambda or a local function that is only called";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3004",
        "A memalloc scope must not allocate closures",
        "{0} allocates{1} here, in a memalloc scope, whether or not the lambda is reached; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3004.md");
}
