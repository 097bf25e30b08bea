// Writes indented source text.
using System.Text;

namespace MemallocKit.Generators;

/// <summary>Lines and blocks of C#. Line ends are always LF: the output is the same on every system.</summary>
internal sealed class CodeWriter
{
    private const int IndentWidth = 4;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankIsDue;

    public void Line(string line)
    {
        if (_blankIsDue)
            _text.Append('\n');
        _blankIsDue = false;
        _text.Append(' ', _depth * IndentWidth).Append(line).Append('\n');
    }

    /// <summary>Asks for an empty line before the next one, unless a block ends or has just begun there.</summary>
    public void Blank() => _blankIsDue = _text.Length > 0 && !EndsWith("{\n");

    public void Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _blankIsDue = false;
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();

    private bool EndsWith(string end)
    {
        for (var index = 0; index < end.Length; index++)
        {
            if (_text[_text.Length - end.Length + index] != end[index])
                return false;
        }

        return true;
    }
}
