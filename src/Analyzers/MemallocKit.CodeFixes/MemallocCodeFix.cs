// The base of every fix: what it fixes, how it is offered, and Fix All.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MemallocKit.CodeFixes;

/// <summary>A fix that is offered where it changes something; its equivalence key is the name of its class.</summary>
public abstract class MemallocCodeFix : CodeFixProvider
{
    private readonly string _titleOfAll;

    private protected MemallocCodeFix(string titleOfAll, params ImmutableArray<string> ids)
    {
        _titleOfAll = titleOfAll;
        FixableDiagnosticIds = ids;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        _titleOfAll,
        GetType().Name,
        async (solution, diagnostics, cancel) => await FixAsync(solution, diagnostics, cancel).ConfigureAwait(false) is var (_, changed) ? changed : solution);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document.Project.Solution, [diagnostic], context.CancellationToken).ConfigureAwait(false) is var (title, changed))
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>Fixes the reports that it can fix. The title is that of the last one; <see langword="null"/> where none can be fixed.</summary>
    private protected abstract Task<(string Title, Solution Changed)?> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel);
}
