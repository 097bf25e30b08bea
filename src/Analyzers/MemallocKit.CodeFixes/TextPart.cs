// What a string is made of: literals and holes, as an interpolated string has them.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <param name="Literal">The text; empty for a hole.</param>
/// <param name="Value">What a hole writes; <see langword="null"/> for a literal.</param>
/// <param name="Width">How many characters it writes at least; at the left when negative.</param>
/// <param name="Format">How it is written; empty for the usual way.</param>
internal sealed record TextPart(string Literal, ExpressionSyntax? Value = null, int Width = 0, string Format = "")
{
    /// <summary>The parts of an interpolated string.</summary>
    public static IEnumerable<TextPart> Of(InterpolatedStringExpressionSyntax text, SemanticModel model)
    {
        // In the token, doubled braces are double still; in a raw string they are what they look like.
        var isRaw = !text.StringStartToken.IsKind(SyntaxKind.InterpolatedStringStartToken) && !text.StringStartToken.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken);
        foreach (var content in text.Contents)
        {
            yield return content switch
            {
                InterpolationSyntax hole => new TextPart(
                    "",
                    hole.Expression,
                    hole.AlignmentClause is { } clause && model.GetConstantValue(clause.Value) is { HasValue: true, Value: int width } ? width : 0,
                    hole.FormatClause?.FormatStringToken.ValueText ?? ""),

                _ => new TextPart(((InterpolatedStringTextSyntax)content).TextToken.ValueText is var literal && isRaw ? literal : literal.Replace("{{", "{").Replace("}}", "}")),
            };
        }
    }

    /// <summary>As it is written in an interpolated string.</summary>
    public string Written
    {
        get
        {
            if (Value is null)
            {
                var quoted = SymbolDisplay.FormatLiteral(Literal, quote: true);
                return quoted.Substring(1, quoted.Length - 2).Replace("{", "{{").Replace("}", "}}");
            }

            // A colon would begin the format.
            var text = Value.WithoutTrivia().ToString();
            text = Value is ConditionalExpressionSyntax || text.Contains("::") ? $"({text})" : text;
            return $"{{{text}{(Width == 0 ? "" : $",{Width}")}{(Format.Length == 0 ? "" : $":{Format}")}}}";
        }
    }
}
