// The base of every rule: settles how an analyzer starts, and that it costs nothing where MemallocKit is not used.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers;

/// <summary>A rule. Runs concurrently, never on generated code, and only where MemallocKit is referenced.</summary>
public abstract class MemallocAnalyzer : DiagnosticAnalyzer
{
    private protected MemallocAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = [.. rules];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (MemallocCompilation.For(start.Compilation, ScopeProperty.IsAll(start.Options)) is { } memalloc)
            {
                Register(start, memalloc);
            }
        });
    }

    /// <summary>Registers the rule's actions for one compilation that references MemallocKit.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc);
}
