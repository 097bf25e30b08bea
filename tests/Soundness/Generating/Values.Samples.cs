// Values by hand: numbers worth trying, texts that parse, objects that are not empty.
using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MemallocKit.Soundness.Generating;

internal sealed partial class Values
{
    private static readonly string[] s_texts =
    [
        "hello", "Hello World", "12345", "-7", "1.5", "true", "a,b;c", "", "x", "2020-03-04T05:06:07Z", "01020304-0506-0708-090a-0b0c0d0e0f10",
        "http://example.org/a/b?c=d", "127.0.0.1", "name", "aGVsbG8=", "straße", "D", "N2", "{0}", "1.2.3.4", "<a b='c'>d</a>", "{\"a\":[1,2]}",
        "a*b+", "id", "en", "x=y", "03:04:05", "00ff", "file.txt", "日本語",
    ];

    private static readonly Dictionary<Type, Func<Random, object>> s_samples = new()
    {
        [typeof(bool)] = r => r.Next(2) == 0,
        [typeof(byte)] = r => (byte)r.Next(r.Next(2) == 0 ? 8 : 256),
        [typeof(sbyte)] = r => (sbyte)(r.Next(12) - 2),
        [typeof(short)] = r => (short)Number(r),
        [typeof(ushort)] = r => (ushort)Math.Abs(Number(r)),
        [typeof(int)] = r => Number(r),
        [typeof(uint)] = r => (uint)Math.Abs(Number(r)),
        [typeof(long)] = r => (long)Number(r),
        [typeof(ulong)] = r => (ulong)Math.Abs(Number(r)),
        [typeof(nint)] = r => (nint)r.Next(8),
        [typeof(nuint)] = r => (nuint)r.Next(8),
        [typeof(Int128)] = r => (Int128)Number(r),
        [typeof(UInt128)] = r => (UInt128)Math.Abs(Number(r)),
        [typeof(float)] = r => (float)(Number(r) * 0.75),
        [typeof(double)] = r => Number(r) * 1.25,
        [typeof(Half)] = r => (Half)(Number(r) * 0.5),
        [typeof(decimal)] = r => Number(r) * 0.1m,
        [typeof(char)] = r => "abcXYZ059 ,;-ß日D"[r.Next(16)],
        [typeof(Rune)] = r => new Rune('a' + r.Next(26)),
        [typeof(string)] = r => new string(s_texts[r.Next(s_texts.Length)].AsSpan()),
        [typeof(BigInteger)] = r => new BigInteger(Number(r)) * (r.Next(2) == 0 ? 1 : long.MaxValue),
        [typeof(Complex)] = r => new Complex(Number(r), 2),
        [typeof(DateTime)] = r => new DateTime(2020, 1 + r.Next(12), 3, 4, 5, 6, (DateTimeKind)r.Next(3)),
        [typeof(DateTimeOffset)] = r => new DateTimeOffset(2020, 1 + r.Next(12), 3, 4, 5, 6, TimeSpan.FromHours(r.Next(3))),
        [typeof(DateOnly)] = r => new DateOnly(2020, 1 + r.Next(12), 3),
        [typeof(TimeOnly)] = r => new TimeOnly(r.Next(24), 4, 5),
        [typeof(TimeSpan)] = r => TimeSpan.FromMilliseconds(r.Next(5000)),
        [typeof(Guid)] = r => new Guid(r.Next(), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        [typeof(Index)] = r => new Index(r.Next(3), r.Next(2) == 0),
        [typeof(Range)] = r => new Range(0, r.Next(4)),
        [typeof(Version)] = r => new Version(1, r.Next(9), 3),
        [typeof(Uri)] = r => new Uri(r.Next(2) == 0 ? "http://example.org/a/b?c=d" : "file:///tmp/x"),
        [typeof(Type)] = r => (new[] { typeof(int), typeof(string), typeof(List<int>), typeof(DayOfWeek), typeof(IEnumerable), typeof(int[]), typeof(Exception) })[r.Next(7)],
        [typeof(object)] = r => r.Next(8) switch { 0 => 5, 1 => "text", 2 => 2.5, 3 => new object(), 4 => new[] { 1, 2 }, 5 => DayOfWeek.Monday, 6 => 'x', _ => 7L },
        [typeof(Enum)] = r => (DayOfWeek)r.Next(7),
        [typeof(ValueType)] = r => r.Next(9),
        [typeof(Array)] = r => r.Next(2) == 0 ? new int[] { 3, 1, 2 } : new[] { "b", "a" },
        [typeof(Delegate)] = _ => new Action(static () => { }),
        [typeof(MulticastDelegate)] = _ => new Action(static () => { }),
        [typeof(Random)] = r => new Random(r.Next()),
        [typeof(Encoding)] = r => (new[] { Encoding.UTF8, Encoding.ASCII, Encoding.Unicode, Encoding.Latin1, Encoding.UTF32 })[r.Next(5)],
        [typeof(Encoder)] = r => (r.Next(2) == 0 ? Encoding.UTF8 : Encoding.Unicode).GetEncoder(),
        [typeof(Decoder)] = r => (r.Next(2) == 0 ? Encoding.UTF8 : Encoding.Unicode).GetDecoder(),
        [typeof(StringBuilder)] = r => new StringBuilder("hello", r.Next(2) == 0 ? 16 : 1000),
        [typeof(CultureInfo)] = _ => CultureInfo.InvariantCulture,
        [typeof(IFormatProvider)] = r => r.Next(2) == 0 ? CultureInfo.InvariantCulture : NumberFormatInfo.InvariantInfo,
        [typeof(NumberFormatInfo)] = _ => new NumberFormatInfo(),
        [typeof(DateTimeFormatInfo)] = _ => new DateTimeFormatInfo(),
        [typeof(CompareInfo)] = _ => CultureInfo.InvariantCulture.CompareInfo,
        [typeof(TextInfo)] = _ => CultureInfo.InvariantCulture.TextInfo,
        [typeof(StringComparer)] = r => r.Next(2) == 0 ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase,
        [typeof(StringComparison)] = r => (StringComparison)(r.Next(3) == 0 ? r.Next(4) : 4 + r.Next(2)),
        [typeof(NumberStyles)] = r => (new[] { NumberStyles.Integer, NumberStyles.Float, NumberStyles.Number, NumberStyles.HexNumber, NumberStyles.Any })[r.Next(5)],
        [typeof(DateTimeStyles)] = r => r.Next(2) == 0 ? DateTimeStyles.None : DateTimeStyles.AssumeUniversal,
        [typeof(IEnumerable)] = _ => new ArrayList { 1, "2" },
        [typeof(IList)] = _ => new ArrayList { 1, "2" },
        [typeof(ICollection)] = _ => new ArrayList { 1, "2" },
        [typeof(IDictionary)] = _ => new Hashtable { [1] = 2, ["a"] = "b" },
        [typeof(IEnumerator)] = _ => new ArrayList { 1, "2" }.GetEnumerator(),
        [typeof(IComparer)] = _ => System.Collections.Comparer.DefaultInvariant,
        [typeof(IEqualityComparer)] = _ => StringComparer.Ordinal,
        [typeof(ArrayList)] = _ => new ArrayList { 1, "2", 3L },
        [typeof(Hashtable)] = _ => new Hashtable { [1] = 2, ["a"] = "b" },
        [typeof(Queue)] = _ => new Queue(new object[] { 1, "2" }),
        [typeof(Stack)] = _ => new Stack(new object[] { 1, "2" }),
        [typeof(SortedList)] = _ => new SortedList { [1] = 2, [3] = 4 },
        [typeof(BitArray)] = r => new BitArray(r.Next(80)),
        [typeof(Stream)] = _ => new MemoryStream(Bytes(96)),
        [typeof(MemoryStream)] = r => r.Next(2) == 0 ? new MemoryStream(Bytes(96)) : new MemoryStream(4096),
        [typeof(TextReader)] = _ => new StringReader("hello world\nline two\n3"),
        [typeof(TextWriter)] = _ => new StringWriter(CultureInfo.InvariantCulture),
        [typeof(StreamReader)] = _ => new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes("hello world\nline two\n3"))),
        [typeof(StreamWriter)] = _ => new StreamWriter(new MemoryStream(4096)),
        [typeof(BinaryReader)] = _ => new BinaryReader(new MemoryStream(Bytes(400))),
        [typeof(BinaryWriter)] = _ => new BinaryWriter(new MemoryStream(4096)),
        [typeof(CancellationToken)] = _ => CancellationToken.None,
        [typeof(CancellationTokenSource)] = _ => new CancellationTokenSource(),
        [typeof(TimeProvider)] = _ => TimeProvider.System,
        [typeof(Task)] = _ => Task.CompletedTask,
        [typeof(IPAddress)] = r => r.Next(2) == 0 ? new IPAddress(new byte[] { 127, 0, 0, 1 }) : new IPAddress(Bytes(16)),
        [typeof(IPEndPoint)] = r => new IPEndPoint(IPAddress.Loopback, r.Next(60000)),
        [typeof(EndPoint)] = r => new IPEndPoint(IPAddress.Loopback, r.Next(60000)),
        [typeof(Regex)] = r => new Regex(r.Next(2) == 0 ? "a+" : "(l+)o", RegexOptions.CultureInvariant),
        [typeof(StandardFormat)] = r => new StandardFormat("DNGX"[r.Next(4)]),
        [typeof(ReadOnlySequence<byte>)] = _ => new ReadOnlySequence<byte>(Bytes(40)),
        [typeof(ArrayBufferWriter<byte>)] = _ => new ArrayBufferWriter<byte>(4096),
        [typeof(IBufferWriter<byte>)] = _ => new ArrayBufferWriter<byte>(4096),
        [typeof(Exception)] = _ => new InvalidOperationException("text"),
        [typeof(JsonElement)] = _ => JsonDocument.Parse("{\"a\":[1,2],\"b\":\"c\"}").RootElement,
        [typeof(JsonDocument)] = _ => JsonDocument.Parse("{\"a\":[1,2],\"b\":\"c\"}"),
        [typeof(JsonNode)] = _ => JsonNode.Parse("{\"a\":[1,2],\"b\":\"c\"}")!,
        [typeof(XElement)] = _ => XElement.Parse("<a b='c'><d>e</d>f</a>"),
        [typeof(XDocument)] = _ => XDocument.Parse("<a b='c'><d>e</d>f</a>"),
        [typeof(XmlDocument)] = _ => Document(),
        [typeof(XmlElement)] = _ => Document().DocumentElement!,
        [typeof(XmlReader)] = _ => XmlReader.Create(new StringReader("<a b='c'><d>e</d>f</a>")),
        [typeof(XmlWriter)] = _ => XmlWriter.Create(new StringWriter(CultureInfo.InvariantCulture)),
    };

    private static bool TrySample(Type type, Random random, out object? value)
    {
        value = s_samples.TryGetValue(type, out var make) ? make(random) : null;
        return value is not null;
    }

    // Small ones as a rule: most are lengths, counts and indexes.
    private static int Number(Random random) => random.Next(10) switch
    {
        0 => -1,
        1 => random.Next(1000),
        2 => 0,
        _ => random.Next(8),
    };

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

    private static XmlDocument Document()
    {
        var document = new XmlDocument();
        document.LoadXml("<a b='c'><d>e</d>f</a>");
        return document;
    }
}
