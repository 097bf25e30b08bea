// MKIT3004, MKIT3005: makes a lambda static and hands what it captures over as a state.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>M(key, k => k + x)</c> into <c>M(key, static (k, x) => k + x, x)</c>, where the method has an overload that hands a state to its delegate. Offered where
/// what is captured is not assigned afterwards and the code compiles.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StaticLambdaCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3005"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Make all lambdas static", nameof(StaticLambdaCodeFix), (solution, diagnostics, cancel) => TrackedFixes.FixAllAsync(solution, diagnostics, FixAsync, cancel));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, diagnostic.Location.SourceSpan.Start, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Make the lambda static and pass what it captures", _ => Task.FromResult(changed), equivalenceKey: nameof(StaticLambdaCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution?> FixAsync(Document document, int start, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        var lambda = root?.FindToken(start).Parent?.AncestorsAndSelf().TakeWhile(n => n.SpanStart == start).OfType<LambdaExpressionSyntax>().FirstOrDefault();
        if (model is null || lambda is not { AttributeLists.Count: 0, Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } }
            || CapturedState.Of(lambda, model) is not { } state
            || model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        foreach (var candidate in StateOverload.Of(called, call, lambda, state, model))
        {
            var changed = document.WithSyntaxRoot(root!.ReplaceNode(call.ArgumentList, candidate.WithTriviaFrom(call.ArgumentList)));
            if (await Compiles.AsWellAsAsync(changed, document, cancel).ConfigureAwait(false))
            {
                return changed.Project.Solution;
            }
        }

        return null;
    }
}
