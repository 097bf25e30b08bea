// Whether a change keeps a file compiling: what a fix is offered on.
using Microsoft.CodeAnalysis;

namespace MemallocKit.CodeFixes;

internal static class Compiles
{
    /// <summary>The changed file has no more errors than it had.</summary>
    public static async Task<bool> AsWellAsAsync(Document changed, Document before, CancellationToken cancel) =>
        await ErrorsAsync(changed, cancel).ConfigureAwait(false) <= await ErrorsAsync(before, cancel).ConfigureAwait(false);

    private static async Task<int> ErrorsAsync(Document document, CancellationToken cancel)
    {
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return model?.GetDiagnostics(cancellationToken: cancel).Count(d => d.Severity == DiagnosticSeverity.Error) ?? 0;
    }
}
