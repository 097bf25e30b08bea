// Fix All for fixes that change other places than those reported: all reports are collected, then fixed in one go.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MemallocKit.CodeFixes;

/// <param name="title">What the action is called.</param>
/// <param name="key">The equivalence key of the fix.</param>
/// <param name="fix">Fixes any number of reports.</param>
internal sealed class SolutionFixAll(
    string title, string key, Func<Solution, ImmutableArray<Diagnostic>, CancellationToken, Task<Solution>> fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title,
        async cancel => await fix(context.Solution, await FindDiagnosticsAsync(context).ConfigureAwait(false), cancel).ConfigureAwait(false),
        equivalenceKey: key));

    private static async Task<ImmutableArray<Diagnostic>> FindDiagnosticsAsync(FixAllContext context)
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

        return found.ToImmutable();
    }
}
