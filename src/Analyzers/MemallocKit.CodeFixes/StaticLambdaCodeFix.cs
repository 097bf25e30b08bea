// MKIT3004, MKIT3005: makes a lambda static and hands what it captures over as a state.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>M(key, k => k + x)</c> into <c>M(key, static (k, x) => k + x, x)</c>, where the method has an overload that hands a state to its delegate. Offered where
/// what is captured is not assigned afterwards and the code compiles.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StaticLambdaCodeFix() : PlaceCodeFix("Make all lambdas static", "MKIT3005")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel)
    {
        if (place.Find<LambdaExpressionSyntax>() is not { AttributeLists.Count: 0, Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } } lambda
            || CapturedState.Of(lambda, place.Model) is not { } state
            || place.Model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        foreach (var candidate in StateOverload.Of(called, call, lambda, state, place.Model))
        {
            if (await place.ReplaceAsync(
                "Make the lambda static and pass what it captures", call.ArgumentList, candidate.WithTriviaFrom(call.ArgumentList), cancel).ConfigureAwait(false) is { } fix)
            {
                return fix;
            }
        }

        return null;
    }
}
