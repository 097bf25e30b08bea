// Writes indented JSON.
using System.Text;

namespace MemallocKit.Generators;

/// <summary>Objects and arrays, a member or an element a line. Line ends are always LF.</summary>
internal sealed class JsonWriter
{
    private const int IndentWidth = 2;

    private readonly StringBuilder _text = new();
    private readonly Stack<(char Close, int Items)> _open = new();

    public void Open(char open, string? key = null)
    {
        Begin(key);
        _text.Append(open);
        _open.Push((open == '{' ? '}' : ']', 0));
    }

    public void Close()
    {
        var (close, items) = _open.Pop();
        if (items > 0)
            NewLine();
        _text.Append(close);
    }

    public void Member(string key, string value)
    {
        Begin(key);
        _text.Append(value);
    }

    public void Element(string value)
    {
        Begin(null);
        _text.Append(value);
    }

    public override string ToString() => _text.ToString();

    private void Begin(string? key)
    {
        if (_open.Count > 0)
        {
            var (close, items) = _open.Pop();
            if (items > 0)
                _text.Append(',');
            _open.Push((close, items + 1));
            NewLine();
        }

        if (key != null)
            _text.Append(JsonText.String(key)).Append(": ");
    }

    private void NewLine() => _text.Append('\n').Append(' ', _open.Count * IndentWidth);
}
