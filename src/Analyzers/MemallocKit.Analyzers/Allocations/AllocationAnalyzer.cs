// The base of the rules that report one family of allocations each.
using System.Globalization;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>
/// Reports every allocation of its family in a scope; message argument 0 is what is allocated, 1 how many bytes, where they are known, and 2 what
/// to write instead.
/// </summary>
public abstract class AllocationAnalyzer : ScopeAnalyzer
{
    private readonly AllocationFamily _family;
    private readonly string _instead;

    private protected AllocationAnalyzer(DiagnosticDescriptor rule, AllocationFamily family, string instead)
        : base(rule) => (_family, _instead) = (family, instead);

    private protected override void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects)
    {
        foreach (var allocation in scoped.Allocations)
        {
            if (allocation.Family == _family && allocation.Rung == Rung.Allocates)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    SupportedDiagnostics[0], allocation.Location, allocation.What, BytesOf(allocation, context.Compilation), allocation.Instead ?? _instead));
            }
        }
    }

    private static string BytesOf(Allocation allocation, Compilation compilation) =>
        allocation.Size is { } size && size.Bytes(compilation) is { } bytes
            ? (size.IsWhole ? " " : " at least ") + bytes.ToString(CultureInfo.InvariantCulture) + " bytes"
            : "";
}
