// JSON and regular expressions.
using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static partial class JsonCalls
{
    private static readonly byte[] s_json = """{"name":"h\u00e9llo","count":77,"ratio":1.25,"when":"2024-02-29T01:02:03Z","id":"01020304-0506-0708-090a-0b0c0d0e0f10","list":[1,2,3],"on":true,"none":null}"""u8.ToArray();
    private static readonly JsonDocument s_document = JsonDocument.Parse(s_json);
    private static readonly JsonElement s_root = s_document.RootElement;
    private static readonly JsonNode s_node = JsonNode.Parse(s_json)!;
    private static readonly JsonEncodedText s_name = JsonEncodedText.Encode("name");
    private static readonly ArrayBufferWriter<byte> s_buffer = new(4096);
    private static readonly Utf8JsonWriter s_writer = new(s_buffer);
    private static readonly Regex s_interpreted = new("[aeiou]+", RegexOptions.CultureInvariant);
    private static readonly Regex s_linear = new("[aeiou]+", RegexOptions.NonBacktracking);

    public static void ReadAll()
    {
        var reader = new Utf8JsonReader(s_json);
        while (reader.Read())
        {
            Sink.Int = (int)reader.TokenType;
        }
    }

    public static void ReadNumbers() => Sink.Int = At("count"u8).GetInt32();
    public static void ReadDouble() => Sink.Double = At("ratio"u8).GetDouble();
    public static void ReadDecimal() => Sink.Bool = At("ratio"u8).TryGetDecimal(out Sink.Decimal);
    public static void ReadTime() => Sink.Bool = At("when"u8).TryGetDateTime(out Sink.Time);
    public static void ReadGuid() => Sink.Guid = At("id"u8).GetGuid();
    public static void ReadText() => Sink.Object = At("name"u8).GetString();
    public static void ReadCopy() => Sink.Int = At("name"u8).CopyString(Chars);
    public static void ReadEquals() => Sink.Bool = At("name"u8).ValueTextEquals(Words);
    public static void ReadBool() => Sink.Bool = At("on"u8).GetBoolean();
    public static void ReadSkip()
    {
        var reader = At("list"u8);
        reader.Skip();
        Sink.Int = reader.CurrentDepth;
    }

    public static void WriteObject()
    {
        s_buffer.ResetWrittenCount();
        s_writer.Reset(s_buffer);
        s_writer.WriteStartObject();
        s_writer.WriteString(s_name, "héllo");
        s_writer.WriteNumber("count"u8, 77);
        s_writer.WriteNumber("ratio", 1.25);
        s_writer.WriteBoolean("on"u8, true);
        s_writer.WriteNull("none"u8);
        s_writer.WriteString("when"u8, Time);
        s_writer.WriteString("id"u8, Data.Guid);
        s_writer.WriteEndObject();
        s_writer.Flush();
    }

    public static void WriteList()
    {
        s_buffer.ResetWrittenCount();
        s_writer.Reset(s_buffer);
        s_writer.WriteStartArray();
        s_writer.WriteNumberValue(77);
        s_writer.WriteStringValue(Words);
        s_writer.WriteBase64StringValue(Utf8Number);
        s_writer.WriteRawValue("7"u8);
        s_writer.WriteEndArray();
        s_writer.Flush();
    }

    public static void WriteElement()
    {
        s_buffer.ResetWrittenCount();
        s_writer.Reset(s_buffer);
        s_root.WriteTo(s_writer);
        s_writer.Flush();
    }

    public static void DocumentParse()
    {
        using var document = JsonDocument.Parse(s_json);
        Sink.Int = (int)document.RootElement.ValueKind;
    }

    public static void ElementNumber() => Sink.Int = s_root.GetProperty("count"u8).GetInt32();
    public static void ElementTry() => Sink.Bool = s_root.TryGetProperty("nowhere", out _);
    public static void ElementText() => Sink.Object = s_root.GetProperty("name").GetString();
    public static void ElementEquals() => Sink.Bool = s_root.GetProperty("name"u8).ValueEquals("hello"u8);
    public static void ElementLength() => Sink.Int = s_root.GetProperty("list"u8).GetArrayLength();
    public static void ElementList()
    {
        foreach (var item in s_root.GetProperty("list"u8).EnumerateArray())
        {
            Sink.Int = item.GetInt32();
        }
    }

    public static void ElementMembers()
    {
        foreach (var member in s_root.EnumerateObject())
        {
            Sink.Bool = member.NameEquals("on"u8);
        }
    }

    public static void NodeItem() => Sink.Object = s_node["count"];
    public static void NodeValue() => Sink.Int = s_node["count"]!.GetValue<int>();
    public static void NodeText() => Sink.Object = s_node.ToJsonString();
    public static void Serialize() => Sink.Object = JsonSerializer.SerializeToUtf8Bytes(Ints);
    public static void Deserialize() => Sink.Object = JsonSerializer.Deserialize<int[]>("[1,2,3]");
    public static void EncodedText() => Sink.Bool = s_name.EncodedUtf8Bytes.IsEmpty;

    public static void RegexIsMatch() => Sink.Bool = s_interpreted.IsMatch(Words.AsSpan());
    public static void RegexIsMatchText() => Sink.Bool = s_interpreted.IsMatch(Words);
    public static void RegexCount() => Sink.Int = s_interpreted.Count(Words.AsSpan());
    public static void RegexMatches()
    {
        foreach (var match in s_interpreted.EnumerateMatches(Words))
        {
            Sink.Int = match.Length;
        }
    }

    public static void RegexSplits()
    {
        foreach (var range in s_interpreted.EnumerateSplits(Words))
        {
            Sink.Int = range.Start.Value;
        }
    }

    public static void RegexLinear() => Sink.Bool = s_linear.IsMatch(Words.AsSpan());
    public static void RegexGenerated() => Sink.Bool = Vowel().IsMatch(Words.AsSpan());
    public static void RegexGeneratedMatches()
    {
        foreach (var match in Vowel().EnumerateMatches(Words))
        {
            Sink.Int = match.Index;
        }
    }

    public static void RegexMatch() => Sink.Object = s_interpreted.Match(Words);
    public static void RegexReplace() => Sink.Object = s_interpreted.Replace(Words, "*");
    public static void RegexReplaceNothing() => Sink.Object = s_interpreted.Replace("rhythm", "*");
    public static void RegexSplit() => Sink.Object = s_interpreted.Split(Words);
    public static void RegexStatic() => Sink.Bool = Regex.IsMatch(Words, "[aeiou]+");
    public static void RegexEscape() => Sink.Object = Regex.Escape("a.b");

    [GeneratedRegex("[aeiou]+", RegexOptions.CultureInvariant)]
    private static partial Regex Vowel();

    // The reader at the value of a member.
    private static Utf8JsonReader At(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(s_json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                reader.Read();
                break;
            }
        }

        return reader;
    }
}
