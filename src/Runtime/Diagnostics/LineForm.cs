// The form for scripts: a header, then a line a node, fields separated by tabs.
namespace MemallocKit.Diagnostics;

/// <summary>The order of the fields is a promise; new ones are added at the end.</summary>
internal static class LineForm
{
    public static void AddHeader(ref Utf8Writer writer)
    {
        writer.Add("id\tparent\tname\tunit\tpages\t"u8);
        writer.Add("usage\tlimit\tpeak\tconnected\n"u8);
    }

    public static void AddNode(ref Utf8Writer writer, in ReserveFigures node)
    {
        writer.Add(node.Id);
        writer.Add("\t"u8);
        writer.Add(node.ParentId);
        writer.Add("\t"u8);
        writer.AddEscaped(node.Name, escapeQuotes: false);
        writer.Add("\t"u8);
        writer.Add(node.Unit);
        writer.Add("\t"u8);
        writer.Add(node.Pages);
        writer.Add("\t"u8);
        writer.Add(node.Usage);
        writer.Add("\t"u8);
        writer.Add(node.Limit);
        writer.Add("\t"u8);
        writer.Add(node.Peak);
        writer.Add("\t"u8);
        writer.Add(node.Connected);
        writer.Add("\n"u8);
    }
}
