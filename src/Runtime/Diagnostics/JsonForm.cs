// The form for programs: one JSON object that holds an array of nodes.
namespace MemallocKit.Diagnostics;

/// <summary>Flat, with the parent's id in each node: parsers bound how deep they nest, trees do not.</summary>
internal static class JsonForm
{
    public static void AddHeader(ref Utf8Writer writer) => writer.Add("{\"reserves\":["u8);

    public static void AddNode(ref Utf8Writer writer, in ReserveFigures node, bool first)
    {
        if (!first)
            writer.Add(","u8);
        writer.Add("\n{\"id\":"u8);
        writer.Add(node.Id);
        writer.Add(",\"parent\":"u8);
        if (node.ParentId == 0)
            writer.Add("null"u8);
        else
            writer.Add(node.ParentId);
        writer.Add(",\"name\":\""u8);
        writer.AddEscaped(node.Name, escapeQuotes: true);
        writer.Add("\",\"unit\":\""u8);
        writer.Add(node.Unit);
        writer.Add("\",\"pages\":"u8);
        writer.Add(node.Pages);
        writer.Add(",\"usage\":"u8);
        writer.Add(node.Usage);
        writer.Add(",\"limit\":"u8);
        writer.Add(node.Limit);
        writer.Add(",\"peak\":"u8);
        writer.Add(node.Peak);
        writer.Add(",\"connected\":"u8);
        writer.Add(node.Connected);
        writer.Add("}"u8);
    }

    public static void AddFooter(ref Utf8Writer writer) => writer.Add("\n]}\n"u8);
}
