// The indented text form of a report, written into a span.
using System.Text;
using System.Text.Unicode;
using MemallocKit.Estimation;

namespace MemallocKit.Diagnostics;

/// <summary>Recursion instead of a stack object: trees are as deep as people nest them, and nothing is allocated.</summary>
internal ref struct ReserveInfoText(Span<byte> destination, int nameWidth)
{
    private const int IndentWidth = 2;
    private const int ColumnGap = 2;

    private readonly Span<byte> _destination = destination;

    public int Written { get; private set; }

    /// <summary>The longest indented name, in UTF-8 bytes.</summary>
    public static int NameWidth(ReserveNode node, int depth)
    {
        var width = (depth * IndentWidth) + Encoding.UTF8.GetByteCount(node.Name);
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
            width = Math.Max(width, NameWidth(child, depth + 1));
        return width;
    }

    public bool TryWrite(ReserveNode node, int depth)
    {
        var rest = _destination[Written..];
        var indent = depth * IndentWidth;
        var padding = nameWidth - indent - Encoding.UTF8.GetByteCount(node.Name) + ColumnGap;
        if (rest.Length < indent)
            return false;
        rest[..indent].Fill((byte)' ');
        if (!Encoding.UTF8.TryGetBytes(node.Name, rest[indent..], out var nameBytes))
            return false;
        var column = indent + nameBytes + padding;
        if (rest.Length < column)
            return false;
        rest[(indent + nameBytes)..column].Fill((byte)' ');

        var kibibytes = PageArithmetic.Multiply(node.Pages, PageArithmetic.PageBytes / 1024);
        if (!Utf8.TryWrite(rest[column..], null, $"{kibibytes}K ({node.Usage}/{node.Limit})\n", out var figures))
            return false;
        Written += column + figures;

        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!TryWrite(child, depth + 1))
                return false;
        }

        return true;
    }
}
