// MKIT3006: writes an interpolated string into leased memory.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = $"…";</c> into <c>TryWrite</c> into a lease of the first <c>ByteReserve</c> that a context at hand gives; the local becomes a
/// span of characters. <c>var x = Encoding.UTF8.GetBytes($"…");</c> is written as bytes at once. The lease is as long as <see cref="InterpolatedLength"/> says.
/// Offered where the code compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WriteIntoLeaseCodeFix() : PlaceCodeFix("Write all into leases", "MKIT3006")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel)
    {
        if (place.Find<InterpolatedStringExpressionSyntax>() is not { } text)
        {
            return null;
        }

        var model = place.Model;
        var encoded = text.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax call } } && IsUtf8(call, model, cancel) ? call : null;
        if (LeasedBlock.DeclarationOf(encoded ?? (ExpressionSyntax)text) is not { } declaration || ContextReserves.Find(model, text, ContextReserves.IsByteReserve) is not { } reserve)
        {
            return null;
        }

        var variable = declaration.Declaration.Variables[0].Identifier;
        var lease = variable.ValueText + "Lease";
        var leave = LeasedBlock.Leave(model, place.Start);
        var room = InterpolatedLength.Of(text, model, utf8: encoded is not null);
        var (old, replace) = LeasedBlock.Around(
            declaration,
            $"{reserve}.TryRent({(encoded is not null ? room : Chars(room))}, out var {lease})",
            lease,
            leave,
            encoded is not null ? Bytes(variable.Text, lease, text, leave) : Characters(variable.Text, lease, text, leave));
        return await place.ReplaceAsync("Write into memory of a reserve", old, replace(old), cancel).ConfigureAwait(false);
    }

    private static string Chars(string room) => room.IndexOf(' ') < 0 ? $"{room} * sizeof(char)" : $"({room}) * sizeof(char)";

    private static string Characters(string variable, string lease, InterpolatedStringExpressionSyntax text, string leave)
    {
        var name = variable.TrimStart('@');
        return $$"""
            var {{name}}Buffer = global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>({{lease}}.Span);
            if (!{{name}}Buffer.TryWrite({{text}}, out var {{name}}Length))
            {
            {{leave}}
            }

            var {{variable}} = {{name}}Buffer[..{{name}}Length];
            """;
    }

    private static string Bytes(string variable, string lease, InterpolatedStringExpressionSyntax text, string leave)
    {
        var name = variable.TrimStart('@');
        return $$"""
            if (!global::System.Text.Unicode.Utf8.TryWrite({{lease}}.Span, {{text}}, out var {{name}}Length))
            {
            {{leave}}
            }

            var {{variable}} = {{lease}}.Span[..{{name}}Length];
            """;
    }

    private static bool IsUtf8(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancel) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetBytes", Expression: var encoding }
        && model.GetSymbolInfo(encoding, cancel).Symbol is IPropertySymbol { Name: "UTF8", ContainingType: { Name: "Encoding", ContainingNamespace.Name: "Text" } };
}
