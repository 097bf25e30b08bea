// MKIT3005: delegate objects in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports delegates that a memalloc scope allocates because the compiler does not cache them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Delegate, Instead)
{
    private const string Instead = "use a static lambda or a static method, or keep the delegate in a field made before the scope";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3005",
        "A memalloc scope must not allocate delegates",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3005.md");
}
