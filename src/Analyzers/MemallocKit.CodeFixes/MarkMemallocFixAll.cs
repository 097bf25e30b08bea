// Fix All for MKIT3010: callees are declared elsewhere and shared by calls, so all are collected first and marked once.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MemallocKit.CodeFixes;

internal sealed class MarkMemallocFixAll : FixAllProvider
{
    public static MarkMemallocFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Mark all called methods [Memalloc]",
        cancel => MarkAllAsync(context, cancel),
        equivalenceKey: nameof(MarkMemallocCodeFix)));

    private static async Task<Solution> MarkAllAsync(FixAllContext context, CancellationToken cancel)
    {
        var declarations = new List<MarkMemallocCodeFix.Declaration>();
        foreach (var diagnostic in await FindDiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (await MarkMemallocCodeFix.FindCalleeAsync(context.Solution, diagnostic, cancel).ConfigureAwait(false) is { } callee)
            {
                declarations.Add(callee);
            }
        }

        return await MarkMemallocCodeFix.MarkAsync(context.Solution, declarations, cancel).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<Diagnostic>> FindDiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        }

        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in projects)
        {
            found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return found;
    }
}
