// The form for people: indented names, then size and (usage/limit), as the patch set printed them.
using MemallocKit.Estimation;

namespace MemallocKit.Diagnostics;

internal static class TextForm
{
    private const int IndentWidth = 2;
    private const int ColumnGap = 2;

    /// <summary>The longest indented name, in characters, of the nodes that a walk is going to visit.</summary>
    public static int NameWidth(ReserveWalk walk)
    {
        var width = 0;
        while (walk.MoveNext())
            width = Math.Max(width, (walk.Depth * IndentWidth) + walk.Current.Name.Length);
        return width;
    }

    public static void AddNode(ref Utf8Writer writer, in ReserveFigures node, int depth, int nameWidth)
    {
        var indent = depth * IndentWidth;
        writer.AddSpaces(indent);
        writer.AddName(node.Name);
        writer.AddSpaces(nameWidth - indent - node.Name.Length + ColumnGap);
        writer.Add(PageArithmetic.Multiply(node.Pages, PageArithmetic.PageBytes / 1024));
        writer.Add("K ("u8);
        writer.Add(node.Usage);
        writer.Add("/"u8);
        writer.Add(node.Limit);
        writer.Add(")\n"u8);
    }
}
