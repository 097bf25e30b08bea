// MKIT3005: delegate objects in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports delegates that a memalloc scope allocates because the compiler does not cache them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Delegate)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3005",
        "A memalloc scope must not allocate delegates",
        "{0} allocates in a memalloc scope; use a static lambda or a static method, or keep the delegate in a field made before the scope",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3005.md");
}
