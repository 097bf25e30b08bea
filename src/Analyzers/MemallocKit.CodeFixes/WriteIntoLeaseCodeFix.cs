// MKIT3006: writes a text into leased memory instead of making a string.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = $"…";</c> and what else <see cref="StringText"/> knows into <c>TryWrite</c> into a lease of the first <c>ByteReserve</c> that a context at hand
/// gives; the local becomes a span of characters. In a call, <c>M($"…");</c>, the span is passed. <c>Encoding.UTF8.GetBytes($"…")</c> is written as bytes at once.
/// The lease is as long as <see cref="TextLength"/> says. Offered where the code compiles afterwards and compares no text by culture.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WriteIntoLeaseCodeFix() : PlaceCodeFix("Write all into leases", "MKIT3006")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel)
    {
        var model = place.Model;

        // The outermost that starts here: `a + b + c`, not `a + b`.
        var made = place.Root.FindToken(place.Start).Parent?.AncestorsAndSelf().TakeWhile(n => n.SpanStart == place.Start).OfType<ExpressionSyntax>()
            .LastOrDefault(e => LeasedBlock.Of(Encoded(e, model) ?? e, model) is not null);
        if (made is null || StringText.Of(made, model) is not { } text || ContextReserves.Find(model, made, ContextReserves.IsByteReserve) is not { } reserve)
        {
            return null;
        }

        var encoded = Encoded(made, model);
        var block = LeasedBlock.Of(encoded ?? made, model)!;
        var declaration = block.Statement as LocalDeclarationStatementSyntax;
        if (declaration is not null && ComparesByCulture(declaration, model))
        {
            return null;
        }

        var lease = block.Name("Lease");
        var written = text.Provider is null ? text.Written : $"{text.Provider}, {text.Written}";
        var room = TextLength.Of(text.Parts, model, utf8: encoded is not null);
        var inside = encoded is not null ? Bytes(block, lease, written) : Characters(block, lease, written);
        if (declaration is null)
        {
            inside += "\n" + block.Statement.ReplaceNode(encoded ?? made, Microsoft.CodeAnalysis.CSharp.SyntaxFactory.IdentifierName(block.Variable)).WithoutTrivia();
        }

        var (old, replace) = block.Rent(reserve, encoded is not null ? room : Chars(room), "global::MemallocKit.ByteLease", lease, inside);
        return await place.ReplaceAsync("Write into memory of a reserve", old, replace(old), cancel).ConfigureAwait(false);
    }

    private static string Chars(string room) => room.IndexOf(' ') < 0 ? $"{room} * sizeof(char)" : $"({room}) * sizeof(char)";

    private static string Characters(LeasedBlock block, string lease, string written)
    {
        var (buffer, length, span) = (block.Name("Buffer"), block.Name("Length"), block.Type("global::System.Span<char>"));
        return $$"""
            {{span}} {{buffer}} = global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>({{lease}}.Span);
            if (!{{buffer}}.TryWrite({{written}}, out {{block.Type("int")}} {{length}}))
            {
            {{block.Leave}}
            }

            {{span}} {{block.Variable}} = {{buffer}}[..{{length}}];
            """;
    }

    private static string Bytes(LeasedBlock block, string lease, string written)
    {
        var length = block.Name("Length");
        return $$"""
            if (!global::System.Text.Unicode.Utf8.TryWrite({{lease}}.Span, {{written}}, out {{block.Type("int")}} {{length}}))
            {
            {{block.Leave}}
            }

            {{block.Type("global::System.Span<byte>")}} {{block.Variable}} = {{lease}}.Span[..{{length}}];
            """;
    }

    private static InvocationExpressionSyntax? Encoded(ExpressionSyntax made, SemanticModel model) =>
        made.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetBytes", Expression: var encoding } } call } }
        && model.GetSymbolInfo(encoding).Symbol is IPropertySymbol { Name: "UTF8", ContainingType: { Name: "Encoding", ContainingNamespace.Name: "Text" } }
            ? call
            : null;

    // The methods of spans that are called the same compare character by character.
    private static bool ComparesByCulture(LocalDeclarationStatementSyntax declaration, SemanticModel model)
    {
        var name = declaration.Declaration.Variables[0].Identifier.ValueText;
        return declaration.Parent!.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(a =>
            a is { Expression: IdentifierNameSyntax target, Name.Identifier.ValueText: "IndexOf" or "LastIndexOf" or "StartsWith" or "EndsWith" } && target.Identifier.ValueText == name
            && model.GetSymbolInfo(a).Symbol is IMethodSymbol { Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] parameters } && parameters.All(p => p.Type.Name != "StringComparison"));
    }
}
