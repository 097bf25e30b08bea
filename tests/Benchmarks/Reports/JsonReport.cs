// The form for programs: one object a line, always the same fields.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemallocKit.Benchmarks.Reports;

internal sealed class JsonReport(TextWriter output) : IReport
{
    // Not for a web page: a plus sign may be one.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Add(Row row)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, s_options))
        {
            json.WriteStartObject();
            json.WriteString("area", row.Area);
            json.WriteString("case", row.Case);
            json.WriteString("peer", row.Peer);
            Write(json, "ours_ns", row.Ours);
            Write(json, "peer_ns", row.Theirs);
            Write(json, "ratio", row.Ratio?.Median);
            Write(json, "target", row.Target);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
        output.Flush();
    }

    public void End() => output.Flush();

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Math.Round(number, 4));
        else
            json.WriteNull(name);
    }
}
