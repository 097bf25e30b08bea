// The parts of a format string as `string.Format` takes it.
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class CompositeFormat
{
    private static readonly Regex s_part = new(@"\G(?:(?<text>(?:[^{}]|\{\{|\}\})+)|\{(?<index>\d{1,4})(?:,\s*(?<width>-?\d{1,4})\s*)?(?::(?<format>[^{}""\\\r\n]*))?\})", RegexOptions.CultureInvariant);

    /// <summary>The parts, or <see langword="null"/> where the string is none, or does not write each argument once.</summary>
    public static List<TextPart>? Parse(string format, IReadOnlyList<ExpressionSyntax> arguments)
    {
        var parts = new List<TextPart>();
        var written = new HashSet<int>();
        var end = 0;
        for (var match = s_part.Match(format); match.Success && match.Length > 0; match = match.NextMatch())
        {
            end = match.Index + match.Length;
            if (match.Groups["text"] is { Success: true, Value: var text })
            {
                parts.Add(new TextPart(text.Replace("{{", "{").Replace("}}", "}")));
                continue;
            }

            var index = int.Parse(match.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (index >= arguments.Count || !written.Add(index))
            {
                return null;
            }

            var width = match.Groups["width"] is { Success: true, Value: var digits } ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0;
            parts.Add(new TextPart("", arguments[index], width, match.Groups["format"].Value));
        }

        return end == format.Length && written.Count == arguments.Count ? parts : null;
    }
}
