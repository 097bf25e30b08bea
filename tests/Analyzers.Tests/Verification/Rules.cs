// All rules of the assembly, found as the compiler finds them.
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Verification;

internal static class Rules
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(MemallocAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>The rules about contexts and allocations; test sources declare contexts by hand, which MKIT1xxx would judge.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> OfScopes { get; } =
        [.. All.Where(a => a.SupportedDiagnostics.All(d => d.Category != "MemallocKit.Declarations"))];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. All.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal)];
}
