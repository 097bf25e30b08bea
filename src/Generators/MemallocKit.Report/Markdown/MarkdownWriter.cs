// Lines of Markdown. Line ends are always LF.
using System.Text;

namespace MemallocKit.Report;

internal sealed class MarkdownWriter
{
    private const string Fence = "```";

    private readonly StringBuilder _text = new();

    public void Line(string line = "") => _text.Append(line.TrimEnd(' ')).Append('\n');

    /// <summary>Lines that are shown as they are. None may begin with the fence.</summary>
    public void Block(IEnumerable<string> lines)
    {
        Line();
        Line(Fence);
        foreach (var line in lines)
            Line(line);
        Line(Fence);
    }

    public override string ToString() => _text.ToString();
}
