// The base of rules about what happens inside memalloc scopes.
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers;

/// <summary>A rule that looks at the effects of the code in memalloc scopes. Registers nothing when there are none.</summary>
public abstract class ScopeAnalyzer : MemallocAnalyzer
{
    private protected ScopeAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareScopes)
        {
            return;
        }

        var effects = memalloc.Effects.With(context.Options.AdditionalFiles);
        context.RegisterOperationBlockAction(block =>
        {
            var scoped = effects.InScopes(block.OwningSymbol, block.OperationBlocks);
            if (!scoped.IsEmpty)
            {
                Report(block, scoped, effects);
            }
        });
    }

    /// <summary>Reports on one member whose code is at least partly in a scope.</summary>
    private protected abstract void Report(OperationBlockAnalysisContext context, ScopedBody scoped, EffectEngine effects);
}
