// Values of JSON as text.
using System.Globalization;
using System.Text;

namespace MemallocKit.Generators;

/// <summary>Strings, numbers and short objects, the same under every culture.</summary>
internal static class JsonText
{
    public static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    /// <summary>An object on one line.</summary>
    public static string Object(params IEnumerable<(string Key, string Value)> members) =>
        $"{{ {string.Join(", ", members.Select(static member => $"{String(member.Key)}: {member.Value}"))} }}";

    /// <summary>
    /// Letters of all languages are left as they are. What would break a line, cannot be seen or turns the direction of the text is
    /// written as its number, and half of a surrogate pair, which no file in UTF-8 can hold, as U+FFFD.
    /// </summary>
    public static string String(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsSurrogatePair(value, index))
                text.Append(character).Append(value[++index]);
            else
                Append(text, char.IsSurrogate(character) ? '\uFFFD' : character);
        }

        return text.Append('"').ToString();
    }

    private static void Append(StringBuilder text, char character)
    {
        if (character is '"' or '\\')
            text.Append('\\').Append(character);
        else if (character == '\n')
            text.Append("\\n");
        else if (IsUnseen(character))
            text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        else
            text.Append(character);
    }

    // By number rather than by Unicode category: the categories change with the version of the framework that the compiler runs on.
    private static bool IsUnseen(char character) => character
        is < ' ' or (>= '\u007F' and <= '\u009F') or '\u00AD' or '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E')
        or (>= '\u2060' and <= '\u206F') or '\uFEFF' or >= '\uFFF9' and <= '\uFFFB';
}
