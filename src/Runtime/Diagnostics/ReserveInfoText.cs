// The indented text form of a report, written into a span.
using System.Text;
using MemallocKit.Estimation;

namespace MemallocKit.Diagnostics;

/// <summary>Recursion instead of a stack object: trees are as deep as people nest them, and nothing is allocated.</summary>
internal ref struct ReserveInfoText(Span<byte> destination, int nameWidth)
{
    private const int IndentWidth = 2;
    private const int ColumnGap = 2;

    private readonly Span<byte> _destination = destination;

    public int Written { get; private set; }

    /// <summary>The longest indented name, in characters.</summary>
    public static int NameWidth(ReserveNode node, int depth)
    {
        var width = (depth * IndentWidth) + node.Name.Length;
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
            width = Math.Max(width, NameWidth(child, depth + 1));
        return width;
    }

    public bool TryWrite(ReserveNode node, int depth)
    {
        var rest = _destination[Written..];
        var indent = depth * IndentWidth;
        // A node that was added since the width was taken may be wider.
        var padding = Math.Max(0, nameWidth - indent - node.Name.Length) + ColumnGap;
        if (rest.Length < indent)
            return false;
        rest[..indent].Fill((byte)' ');
        if (!Encoding.UTF8.TryGetBytes(node.Name, rest[indent..], out var nameBytes))
            return false;
        var column = indent + nameBytes + padding;
        if (rest.Length < column)
            return false;
        rest[(indent + nameBytes)..column].Fill((byte)' ');

        // Not through an interpolated-string handler: its generic code boxes at tier 0.
        var line = new Utf8Line(rest[column..]);
        line.Add(PageArithmetic.Multiply(node.Pages, PageArithmetic.PageBytes / 1024));
        line.Add("K ("u8);
        line.Add(node.Usage);
        line.Add("/"u8);
        line.Add(node.Limit);
        line.Add(")\n"u8);
        if (line.Overflowed)
            return false;
        Written += column + line.Length;

        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!TryWrite(child, depth + 1))
                return false;
        }

        return true;
    }
}
