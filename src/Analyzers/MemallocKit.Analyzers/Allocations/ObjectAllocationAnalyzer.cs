// MKIT3001: objects of classes in a memalloc scope.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>Reports objects of classes that a memalloc scope allocates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObjectAllocationAnalyzer() : AllocationAnalyzer(s_rule, AllocationFamily.Object, Instead)
{
    private const string Instead = "rent it from an InstanceReserve<T>, make it a struct, or make it before the scope";

    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3001",
        "A memalloc scope must not allocate objects",
        "{0} allocates{1} in a memalloc scope; {2}",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3001.md");
}
