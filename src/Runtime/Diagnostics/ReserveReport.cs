// One walk over a tree, in whichever form.
namespace MemallocKit.Diagnostics;

internal static class ReserveReport
{
    /// <returns>False when nodes may be missing because some tree was taken apart meanwhile.</returns>
    public static bool Add(ref Utf8Writer writer, ReserveNode root, ReserveInfoFormat format) =>
        Add(ref writer, root, format, new ReserveWalk(root));

    /// <param name="writer">What is written to.</param>
    /// <param name="root">Where the walk starts.</param>
    /// <param name="format">The form.</param>
    /// <param name="walk">A walk that has not moved yet.</param>
    public static bool Add(ref Utf8Writer writer, ReserveNode root, ReserveInfoFormat format, ReserveWalk walk)
    {
        var nameWidth = 0;
        if (format == ReserveInfoFormat.Text)
            nameWidth = TextForm.NameWidth(walk);
        else if (format == ReserveInfoFormat.Lines)
            LineForm.AddHeader(ref writer);
        else
            JsonForm.AddHeader(ref writer);
        writer.EndPart();

        while (!writer.Overflowed && walk.MoveNext())
        {
            var node = new ReserveFigures(walk.Current);
            if (format == ReserveInfoFormat.Text)
                TextForm.AddNode(ref writer, node, walk.Depth, nameWidth);
            else if (format == ReserveInfoFormat.Lines)
                LineForm.AddNode(ref writer, node);
            else
                JsonForm.AddNode(ref writer, node, first: walk.Current == root);
            writer.EndPart();
        }

        if (format == ReserveInfoFormat.Json)
            JsonForm.AddFooter(ref writer);
        writer.EndPart();
        return !walk.IsCut;
    }
}
