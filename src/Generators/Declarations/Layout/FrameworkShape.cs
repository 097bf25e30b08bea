// One row of the table of framework layouts: a layout, or fields that it follows from.
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// The text of a row, after the name:
/// <list type="bullet">
/// <item><c>16:4</c>, a struct of 16 bytes with alignment 4; <c>32:32/16</c> where Arm64 has another alignment; <c>8:8r</c> with references in it;</item>
/// <item><c>4</c>, a built-in type of that size; <c>ref</c>, a reference; <c>!0</c>, the first type argument;</item>
/// <item><c>{sequential 1 !0}</c>, a struct of these fields in this order; <c>{auto ...}</c>, in the order that the runtime chooses;
/// <c>{inline5 !0}</c>, an inline array.</item>
/// </list>
/// </summary>
internal sealed class FrameworkShape
{
    private readonly string _text;
    private readonly ImmutableArray<FrameworkShape> _fields;

    private FrameworkShape(string text, ImmutableArray<FrameworkShape> fields)
    {
        _text = text;
        _fields = fields;
    }

    public static FrameworkShape Parse(string text)
    {
        var words = new Queue<string>(text.Replace("{", "{ ").Replace("}", " }").Split([' '], StringSplitOptions.RemoveEmptyEntries));
        return Read(words);
    }

    public TypeLayout? Lay(LayoutTarget target, ImmutableArray<ITypeSymbol> arguments, LayoutWalker walker)
    {
        if (_text == "ref")
            return PrimitiveLayout.Reference;
        if (_text[0] == '!')
            return walker.Of(arguments[Number(_text.Substring(1))]);
        if (char.IsDigit(_text[0]))
            return Constant(target);

        var fields = new List<FieldLayout>(_fields.Length);
        foreach (var field in _fields)
        {
            if (field.Lay(target, arguments, walker) is not { } layout)
                return null;
            fields.Add(new FieldLayout(layout, 0));
        }

        int? length = _text.StartsWith("inline", StringComparison.Ordinal) ? Number(_text.Substring("inline".Length)) : null;
        var kind = _text == "auto" ? LayoutKind.Auto : LayoutKind.Sequential;
        return StructLayoutRules.Lay(new DeclaredLayout(kind, 0, 0, length), fields);
    }

    private static FrameworkShape Read(Queue<string> words)
    {
        var word = words.Dequeue();
        if (word != "{")
            return new FrameworkShape(word, []);

        var kind = words.Dequeue();
        var fields = ImmutableArray.CreateBuilder<FrameworkShape>();
        while (words.Peek() != "}")
            fields.Add(Read(words));
        words.Dequeue();
        return new FrameworkShape(kind, fields.ToImmutable());
    }

    private TypeLayout? Constant(LayoutTarget target)
    {
        var parts = _text.TrimEnd('r').Split(':', '/');
        if (parts.Length == 1)
            return PrimitiveLayout.Natural(Number(parts[0]));
        var alignment = parts[target == LayoutTarget.Arm64 ? parts.Length - 1 : 1];
        return StructLayoutRules.Struct(Number(parts[0]), Number(alignment), hasReferences: _text[_text.Length - 1] == 'r');
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
