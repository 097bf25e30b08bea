// For each advice of the list, code that follows it.
namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class AdvisedCode
{
    private const string Ring = "_items[_count++ % _items.Length] = 1;";
    private const string Guarded = $"lock (_gate) {{ {Ring} }}";
    private const string Encode = "Utf8.FromUtf16(chars, span, out _, out _);";
    private const string Numbers = "number.TryFormat(span, out _); big.TryFormat(span, out _);";
    private const string Write = "RandomAccess.Write(file, bytes, 0);";
    private const string Wake = "lock (_gate) { Monitor.PulseAll(_gate); }";

    /// <summary>Statements, which see what <see cref="Source"/> declares.</summary>
    public static IReadOnlyDictionary<string, string> Of { get; } = new Dictionary<string, string>
    {
        ["copy into a leased span with CopyTo"] = "bytes.CopyTo(span);",
        ["copy the spans: source.AsSpan().CopyTo(target)"] = "_items.AsSpan().CopyTo(_items);",
        ["rent the largest size from a reserve, and slice it"] = "span[..3].Clear();",
        ["write into a span with BinaryPrimitives"] = "BinaryPrimitives.WriteInt32LittleEndian(span, number); BinaryPrimitives.WriteDoubleBigEndian(span, 1.5);",
        ["write into a leased span with Convert.TryToHexString"] = "Convert.TryToHexString(bytes, buffer, out _);",
        ["keep the items in an array that is made before, guarded by lock"] = Guarded,
        ["add the keys before, and use TryGetValue here"] = "_shared.TryGetValue(number, out _);",
        ["add the keys before, and change the values here through CollectionsMarshal.GetValueRefOrNullRef"] =
            "ref var value = ref CollectionsMarshal.GetValueRefOrNullRef(_map, number); if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref value)) { value++; }",
        ["keep one flag an item in an array that is made before"] = "_flags[number] = true;",
        ["keep the nodes, and add them by the overload that takes a LinkedListNode"] = "_nodes.AddFirst(_node); _nodes.Remove(_node); _nodes.AddLast(_node);",
        ["set the elements of an array that is made before, or of a leased span"] = Ring + " span[0] = 1;",
        ["copy into an array that is made before, or into a leased span"] = "_items.AsSpan().CopyTo(_items);",
        ["slice CollectionsMarshal.AsSpan(list)"] = "var part = CollectionsMarshal.AsSpan(_list)[..1];",
        ["sort CollectionsMarshal.AsSpan(list)"] = "CollectionsMarshal.AsSpan(_list).Sort();",
        ["use CollectionsMarshal.AsSpan(list), which copies nothing"] = "foreach (ref var item in CollectionsMarshal.AsSpan(_list)) { item++; }",
        ["set the elements of an array that is made before, as a ring"] = Ring,
        ["write into a leased span with Base64.EncodeToUtf8"] = "Base64.EncodeToUtf8(bytes, span, out _, out _);",
        ["write the parts of the time as numbers, each with its own TryFormat"] = "time.Year.TryFormat(span, out _); time.Ticks.TryFormat(span, out _);",
        ["write the value as a scaled long with its own TryFormat"] = "((long)(1.5 * 1000)).TryFormat(span, out _);",
        ["choose the name by a switch"] = "var name = day switch { DayOfWeek.Friday => \"Friday\", _ => \"other\" };",
        ["compare with the first and last value"] = "var isDay = day is >= DayOfWeek.Sunday and <= DayOfWeek.Saturday;",
        ["choose the value by a switch"] = "var value = chars switch { \"Friday\" => DayOfWeek.Friday, _ => DayOfWeek.Sunday };",
        ["read it once before, and keep the text"] = "var length = _text.Length;",
        ["ask GC.GetTotalMemory(false)"] = "GC.GetTotalMemory(false);",
        ["do it before or after, or keep the file and write over it with RandomAccess"] = Write,
        ["open the file before, and keep its handle"] = Write,
        ["open the file before, and read into a leased span with RandomAccess.Read"] = "RandomAccess.Read(file, span, 0);",
        ["open the file before, and write a span with RandomAccess.Write"] = Write,
        ["write and flush the SafeFileHandle, with RandomAccess.Write and RandomAccess.FlushToDisk"] = Write + " RandomAccess.FlushToDisk(file);",
        ["read from the SafeFileHandle with RandomAccess.Read"] = "RandomAccess.Read(file, span, 0);",
        ["write to the SafeFileHandle with RandomAccess.Write"] = Write,
        ["collect the bytes in a leased span, and write that with RandomAccess.Write"] = "span[0] = 1; RandomAccess.Write(file, span[..1], 0);",
        ["read from a SafeFileHandle with RandomAccess.Read"] = "RandomAccess.Read(file, span, 0);",
        ["write to a SafeFileHandle with RandomAccess.Write"] = Write,
        ["write the value with its own TryFormat: TryWrite boxes values until the method is optimised"] = Numbers,
        ["write the text with Utf8.FromUtf16: Utf8.TryWrite makes an object where a text is not valid"] = Encode,
        ["hash into a span with the overload that takes one"] = "SHA256.HashData(bytes, span);",
        ["take three bytes a character as the bound, and encode with Utf8.FromUtf16"] = "var room = chars.Length * 3; " + Encode,
        ["encode with Utf8.FromUtf16, which makes nothing of text that is not valid either"] = Encode,
        ["decode with Utf8.ToUtf16"] = "Utf8.ToUtf16(bytes, buffer, out _, out _);",
        ["decode into a leased span with Utf8.ToUtf16"] = "Utf8.ToUtf16(bytes, buffer, out _, out _);",
        ["register before, and ask IsCancellationRequested here"] = "if (cancel.IsCancellationRequested) { return; }",
        ["keep a thread that is started and primed before, and wake it"] = Wake,
        ["open a SafeFileHandle before, and write bytes to it with RandomAccess.Write"] = Write,
        ["count time with Stopwatch.GetTimestamp() or Environment.TickCount64"] =
            "var ticks = Stopwatch.GetTimestamp(); var past = Stopwatch.GetElapsedTime(ticks); var milliseconds = Environment.TickCount64;",
        ["keep a long of Stopwatch.GetTimestamp()"] = "var ticks = Stopwatch.GetTimestamp();",
        ["write into a leased span"] = "bytes.CopyTo(span);",
        ["build the path before, and keep it"] = "var length = _text.Length;",
        ["write into a leased span with Utf8.FromUtf16, and that with RandomAccess.Write"] = Encode + Write,
        ["write the loop"] = "var sum = 0; foreach (var item in _items) { sum += item; } foreach (var item in _list) { sum += item; }",
        ["write into a leased span: texts with CopyTo, values with their own TryFormat"] = "_text.CopyTo(buffer); " + Numbers,
        ["lock an object that is nothing else: waiting for a Lock makes objects, for a lock and for a thread the first time"] = "lock (_gate) { _count++; }",
        ["count under a lock on an object"] = "lock (_gate) { _count++; }",
    };

    public static string Source(string statements) => $$"""
        using System.Buffers.Binary;
        using System.Buffers.Text;
        using System.Collections.Concurrent;
        using System.Diagnostics;
        using System.IO;
        using System.Runtime.InteropServices;
        using System.Security.Cryptography;
        using System.Text.Unicode;
        using System.Threading;
        using Microsoft.Win32.SafeHandles;

        class C
        {
            private static readonly object _gate = new();
            private static readonly int[] _items = new int[8];
            private static readonly bool[] _flags = new bool[8];
            private static readonly List<int> _list = [1, 2];
            private static readonly Dictionary<int, int> _map = new() { [1] = 1 };
            private static readonly ConcurrentDictionary<int, int> _shared = new();
            private static readonly LinkedList<int> _nodes = new();
            private static readonly LinkedListNode<int> _node = new(1);
            private static readonly string _text = "text";
            private static int _count;

            [MemallocPrime] static void Warm() => M(default, default, default, default, default, default, default, default, default, default);

            [Memalloc]
            static void M(
                Span<byte> span, ReadOnlySpan<byte> bytes, Span<char> buffer, ReadOnlySpan<char> chars, int number, long big, DateTime time, DayOfWeek day, SafeFileHandle file, CancellationToken cancel)
            {
                {{statements}}
            }
        }
        """;
}
